/** What runs libvirt on a host. */
export interface LibvirtOnHost {
  readonly systemd: boolean;
  /** Units that are there and not masked, by name: whether each is active and enabled. */
  readonly units: ReadonlyMap<string, { readonly active: boolean; readonly enabled: boolean }>;
  /** There is a libvirtd to start. */
  readonly daemon: boolean;
  /** A libvirtd lives. */
  readonly alive: boolean;
  readonly answers: boolean;
  readonly listensTls: boolean;
}

export interface UnitCommand {
  readonly argv: readonly string[];
  readonly undo: readonly string[] | null;
}

/** Reads what start-libvirt's look printed. */
export function parseLibvirt(text: string): LibvirtOnHost {
  const lines = text.split("\n").map((line) => line.trim());
  const has = (word: string) => lines.includes(word);
  const units = lines.flatMap((line) => {
    const [word, unit = "", load, active, enabled] = line.split(" ");
    return word === "unit" && load === "loaded" && enabled !== "masked"
      ? [[unit, { active: active === "active", enabled: enabled === "enabled" }] as const]
      : [];
  });
  return {
    systemd: has("systemd"),
    units: new Map(units),
    daemon: has("daemon"),
    alive: has("alive"),
    answers: has("answers"),
    listensTls: has("tls"),
  };
}

const start = (unit: string): UnitCommand => ({ argv: ["systemctl", "start", unit], undo: ["systemctl", "stop", unit] });

/** How libvirt is started, or why it cannot be. Modular daemons where they are enabled, else the one libvirtd. */
export function localStart({ systemd, units, daemon, alive }: LibvirtOnHost): readonly UnitCommand[] | "hangs" | "no-libvirt" {
  if (!systemd) {
    if (alive) return "hangs";
    return daemon ? [{ argv: ["libvirtd", "-d"], undo: ["pkill", "-TERM", "-x", "libvirtd"] }] : "no-libvirt";
  }
  const isModular =
    units.get("virtqemud.socket")?.enabled === true || !(units.has("libvirtd.service") || units.has("libvirtd.socket"));
  const wanted = isModular
    ? ["virtqemud.socket", "virtnetworkd.socket", "virtstoraged.socket", "virtproxyd.socket"]
    : units.has("libvirtd.socket")
      ? ["libvirtd.socket"]
      : ["libvirtd.service"];
  const there = wanted.filter((unit) => units.has(unit));
  const inactive = there.filter((unit) => !units.get(unit)?.active);
  if (there.length === 0) return "no-libvirt";
  // The sockets stand and nobody answers behind them: it is the daemon itself that failed or hangs.
  return inactive.length === 0 ? "hangs" : inactive.map(start);
}

/**
 * How port 16514 is opened. systemd refuses to start a socket whose service runs already, so that is stopped before; running VMs go on, connections to
 * libvirt are cut. Without systemd libvirtd would have to be started anew with --listen, in a way that we do not know.
 */
export function tlsStart({ systemd, units, daemon }: LibvirtOnHost): readonly UnitCommand[] | "needs-restart" | "no-libvirt" {
  if (!systemd) return daemon ? "needs-restart" : "no-libvirt";
  const isModular = units.has("virtproxyd-tls.socket") && units.get("libvirtd.service")?.active !== true;
  const [socket, service] = isModular
    ? ["virtproxyd-tls.socket", "virtproxyd.service"]
    : ["libvirtd-tls.socket", "libvirtd.service"];
  if (!units.has(socket)) return "no-libvirt";
  const running = units.get(service)?.active === true;
  const stop: UnitCommand = { argv: ["systemctl", "stop", service], undo: ["systemctl", "start", service] };
  const again: UnitCommand = { argv: ["systemctl", "start", service], undo: ["systemctl", "stop", service] };
  return running ? [stop, start(socket), again] : [start(socket)];
}
