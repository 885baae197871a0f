import { migrationAddress } from "../../lib/core/migration/destination-uri.ts";
import { type FixHost, mustHave } from "./host.ts";
import { knownName } from "./known-hosts.ts";

/** What root's ssh on the source will use for the destination, by its own configuration. */
export interface SshClient {
  /** The name that known_hosts has it under. */
  readonly knownAs: string;
  readonly knownHostsFile: string;
  readonly home: string;
  /** Paths of private keys that it tries. */
  readonly identityFiles: readonly string[];
}

/** Asks root's ssh itself (`ssh -G`), which reads its configuration and connects to nobody. Throws as `look` does, and `conflict` without root. */
export async function readSshClient(source: FixHost, destination: FixHost): Promise<SshClient> {
  const { address, port, user } = migrationAddress(destination.snapshot.registration);
  const login = user === null ? [] : ["-l", user];
  const [settings, entry] = await Promise.all([
    source.look(source.asRoot(["ssh", "-G", "-p", String(port), ...login, "--", address])),
    source.look(["getent", "passwd", "0"]),
  ]);
  const home = mustHave(source, entry).trim().split(":")[5] ?? "";
  return parseSshClient(mustHave(source, settings), home === "" ? "/root" : home, { address, port });
}

/** Reads what `ssh -G` printed; `home` is root's. */
export function parseSshClient(text: string, home: string, to: { readonly address: string; readonly port: number }): SshClient {
  const lines = text.split("\n").map((line) => line.trim().split(/\s+/));
  const all = (name: string) => lines.filter(([key]) => key === name).map(([, ...values]) => values);
  const one = (name: string) => all(name)[0]?.[0];
  const full = (path: string) => (path.startsWith("~/") ? `${home}/${path.slice(2)}` : path);
  const alias = one("hostkeyalias");
  const [file = "~/.ssh/known_hosts"] = (all("userknownhostsfile")[0] ?? []).map(full).filter((path) => path.startsWith("/"));
  return {
    knownAs: alias ?? knownName(one("hostname") ?? to.address, Number(one("port") ?? to.port)),
    knownHostsFile: full(file),
    home,
    identityFiles: all("identityfile").flatMap(([path]) => (path === undefined ? [] : [full(path)])),
  };
}
