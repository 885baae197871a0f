import type { HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { hostProcesses, mustOnHost, onHost } from "../parts/host-process.ts";
import { listProcesses, type ProcessInfo, signal } from "../parts/processes.ts";
import { until } from "../parts/run.ts";
import { guestOf, type Lab } from "../parts/state.ts";

const daemons = {
  // as host/init.sh starts it
  libvirtd: ["sh", "-c", '! grep -q ^listen_tcp /etc/libvirt/libvirtd.conf || set -- --listen; exec /usr/sbin/libvirtd -d "$@"'],
  virtlogd: ["/usr/sbin/virtlogd", "-d"],
  sshd: ["/usr/sbin/sshd"],
} as const;
export type DaemonName = keyof typeof daemons;
export const signals = ["KILL", "TERM", "STOP", "CONT"] as const;
export type SignalName = (typeof signals)[number];

/**
 * Sends a signal to something on a host. What: libvirtd, virtlogd, sshd (the listener and all its sessions), sshd:listener,
 * sshd:sessions, qemu:GUEST. Gives the number of processes reached; waits for their end when they are to end.
 */
export async function killOnHost(lab: Lab, place: HostPlace, what: string, name: SignalName): Promise<number> {
  const targets = hostProcesses(place).filter(matcherOf(lab, what));
  if (targets.length === 0) throw labError("failed", `no ${what} runs on ${place.host.name}`);
  for (const { pid } of targets) signal(pid, `SIG${name}`);
  if (name === "KILL" || name === "TERM") {
    const isLeft = () => listProcesses().some(({ pid, argv }) => argv.length > 0 && targets.some((target) => target.pid === pid));
    await until(10_000, 20, () => (isLeft() ? undefined : true));
  }
  return targets.length;
}

/** Starts a daemon that is not running, and wakes one that was stopped. libvirtd answers when this returns. */
export async function startDaemon(place: HostPlace, name: DaemonName): Promise<void> {
  await startOrWake(place, name);
  if (name !== "libvirtd") return;
  // A libvirtd that is killed while it asks QEMU for its abilities leaves a child of the same name for a moment, which looks like one that runs.
  const answers = await until(15_000, 100, async () => {
    const { exitCode } = await onHost(place, ["virsh", "-c", "qemu:///system", "version"], { timeoutMs: 5_000 });
    if (exitCode === 0) return true;
    await startOrWake(place, name);
    return undefined;
  });
  if (!answers) throw labError("failed", `libvirtd on ${place.host.name} does not answer`);
}

async function startOrWake(place: HostPlace, name: DaemonName): Promise<void> {
  const running = hostProcesses(place).filter((process) => (name === "sshd" ? isListener(process) : process.command === name));
  if (running.length === 0) await mustOnHost(place, daemons[name], { timeoutMs: 20_000 });
  for (const { pid } of running) signal(pid, "SIGCONT");
}

/** Starts whatever daemon a host lacks and wakes every stopped process. */
export async function startAllDaemons(place: HostPlace): Promise<void> {
  for (const { pid } of hostProcesses(place)) signal(pid, "SIGCONT");
  for (const name of ["sshd", "virtlogd", "libvirtd"] as const) await startDaemon(place, name);
}

/** Is this the name of a daemon of the hosts? */
export function isDaemonName(word: string): word is DaemonName {
  return Object.hasOwn(daemons, word);
}

/** Tells a guest's QEMU on any host, incoming ones too. */
export function isQemuOf(uuid: string): (process: ProcessInfo) => boolean {
  return ({ command, argv }) => command.startsWith("qemu-system") && argv.includes(uuid);
}

/** The sshd that takes new connections. */
export function isListener({ command, argv }: ProcessInfo): boolean {
  return command === "sshd" && (argv[0] ?? "").includes("[listener]");
}

function matcherOf(lab: Lab, what: string): (process: ProcessInfo) => boolean {
  if (what.startsWith("qemu:")) return isQemuOf(guestOf(lab, what.slice("qemu:".length)).uuid);
  if (what === "sshd:listener") return isListener;
  if (what === "sshd:sessions") return (process) => process.command === "sshd" && !isListener(process);
  if (isDaemonName(what)) return ({ command }) => command === what;
  throw labError("usage", `cannot kill "${what}"`, "One of: libvirtd, virtlogd, sshd, sshd:listener, sshd:sessions, qemu:GUEST");
}
