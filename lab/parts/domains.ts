import type { HostPlace } from "./config.ts";
import { mustOnHost, onHost } from "./host-process.ts";
import type { RunOptions, RunResult } from "./run.ts";

/** A domain as one host's libvirt lists it. */
export interface DomainEntry {
  readonly uuid: string;
  readonly name: string;
  readonly state: string;
}

const stateWords: Readonly<Record<string, string>> = {
  "0": "no state",
  "1": "running",
  "2": "blocked",
  "3": "paused",
  "4": "in shutdown",
  "5": "shut off",
  "6": "crashed",
  "7": "pmsuspended",
};

/** One virsh process on a host, with one command. */
export function virsh(place: HostPlace, argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return onHost(place, ["virsh", "-q", "-c", "qemu:///system", ...argv], options);
}

/** All domains of a host with their state. Undefined when libvirt does not answer in time. */
export async function listDomains(place: HostPlace, timeoutMs = 8000): Promise<DomainEntry[] | undefined> {
  const result = await virsh(place, ["list --all --uuid --name; domstats --state"], { timeoutMs });
  if (result.exitCode !== 0) return undefined;
  const states = new Map<string, string>();
  let current = "";
  for (const line of result.stdout.split("\n")) {
    current = /^Domain: '(.*)'$/.exec(line)?.[1] ?? current;
    const code = /^ {2}state\.state=(\d+)$/.exec(line)?.[1];
    if (code) states.set(current, stateWords[code] ?? code);
  }
  return result.stdout.split("\n").flatMap((line) => {
    const [, uuid, name] = /^([0-9a-f-]{36}) +(.*)$/.exec(line) ?? [];
    return uuid && name ? [{ uuid, name, state: states.get(name) ?? "shut off" }] : [];
  });
}

/** Defines objects from XML through files on the host, in one virsh process: no quoting of odd names. */
export async function defineOnHost(
  place: HostPlace,
  items: readonly { readonly verb: string; readonly xml: string }[],
  then: readonly string[],
): Promise<void> {
  const folder = "/tmp/lab-define";
  const script = ["set -e", `mkdir -p ${folder}`];
  items.forEach(({ xml }, index) => {
    script.push(`cat >${folder}/${index}.xml <<'LAB-END'\n${xml}LAB-END`);
  });
  const commands = [...items.map(({ verb }, index) => `${verb} ${folder}/${index}.xml`), ...then];
  script.push(`virsh -q -c qemu:///system '${commands.join("; ")}'`, `rm -r ${folder}`);
  await mustOnHost(place, ["sh", "-s"], { input: `${script.join("\n")}\n`, timeoutMs: 60_000 });
}
