import { injectFault, type LabFault } from "../faults/inject.ts";
import { isDaemonName, type SignalName, signals } from "../faults/processes.ts";
import { tlsCertificates } from "../faults/tls-certificate.ts";
import { type HostName, hosts } from "../hosts.ts";
import { labError } from "../parts/errors.ts";
import { say } from "../parts/say.ts";
import { openLab } from "../parts/state.ts";

export const faultUsage = `faults (npm run lab -- fault ...):
  link-cut HOST | link-heal HOST                 pull the host's network cable, or plug it in
  power-off HOST | power-on HOST                 end the host with all that runs on it, or boot it
  ports-close HOST PORTS [--reject|--drop]       close TCP ports, e.g. 49152-49215 (default: drop)
  ports-open HOST PORTS
  kill HOST WHAT [--signal KILL|TERM|STOP|CONT]  WHAT: libvirtd, virtlogd, sshd, sshd:listener, sshd:sessions, qemu:GUEST
  start HOST libvirtd|virtlogd|sshd
  disk-fill HOST [PATH] [--leave MIB]            PATH: /var/lib/libvirt/images (default) or /srv/small
  disk-free HOST [PATH]
  bandwidth HOST MBIT|off
  hostkey HOST                                   another ssh host key
  tls-cert HOST expired|other-name|other-ca|own-ca|restore
                                                 what QEMU shows there as server and client
  userfaultfd HOST off|on                        no post-copy into the host
  data-cut HOST [--reset] | data-heal HOST       drop the migration data both ways, or only break the connections there are
  console-cut HOST | console-heal HOST           the machine itself no longer reaches the host
  bridge HOST off|on                             the bridge bears another name
  ssh-key HOST PEER off|on                       root of PEER may not log in to HOST
  known-host HOST PEER off|on                    HOST knows another key as PEER's
  pool HOST POOL off|on                          a storage pool is not active
  other-folder HOST on|off                       another folder, with the same files, at /srv/shared
  clock HOST SECONDS|off                         what \`date\` says there
  image HOST GUEST MIB|off                       an image where the guest's local disks would come to lie
  iso|snapshot|managed-save|block-job HOST GUEST on|off
                                                 of a guest on HOST
  stuck-definition HOST GUEST on|off             a guest's definition cannot be taken off
  name-clash HOST GUEST on|off                   another domain of the guest's name
  heal HOST                                      take every fault off the host
`;

const onOff = ["on", "off"] as const;
const names = hosts.map(({ name }) => name);

/** Makes a fault happen, as the command line says it. */
export async function fault(args: readonly string[]): Promise<number> {
  const parsed = parseFault(args);
  await injectFault(await openLab(), parsed);
  say(`${parsed.kind} on ${parsed.host}: done`);
  return 0;
}

/** Reads the words of the command line as a fault. */
export function parseFault(args: readonly string[]): LabFault {
  const { words, options } = split(args);
  const [kind, hostWord, third, fourth] = words;
  const host = hosts.find(({ name }) => name === hostWord)?.name;
  if (!kind || !host) throw wrong(host ? "which fault?" : `no host "${hostWord ?? ""}"`);
  return build(kind, host, [third, fourth], options);
}

type Words = readonly [string | undefined, string | undefined];

function build(kind: string, host: HostName, words: Words, options: ReadonlyMap<string, string>): LabFault {
  const [third, fourth] = words;
  switch (kind) {
    case "link-cut":
    case "link-heal":
    case "power-off":
    case "power-on":
    case "hostkey":
    case "heal":
      return { kind, host };
    case "ports-close":
      return { kind, host, ports: needed(third, "the ports"), verdict: options.has("reject") ? "reject" : "drop" };
    case "ports-open":
      return { kind, host, ports: needed(third, "the ports") };
    case "kill":
      return { kind, host, what: needed(third, "what to kill"), signal: signalOf(options.get("signal")) };
    case "start":
      if (!third || !isDaemonName(third)) throw wrong(`cannot start "${third ?? ""}"`);
      return { kind, host, what: third };
    case "disk-fill":
      return { kind, host, ...(third && { path: third }), leaveMib: Number(options.get("leave") ?? 0) };
    case "disk-free":
      return { kind, host, ...(third && { path: third }) };
    case "bandwidth":
      return { kind, host, mbitPerSec: third === "off" ? "off" : Number(needed(third, "the Mbit/s")) };
    case "tls-cert":
      return { kind, host, certificate: oneOf([...tlsCertificates, "restore"], third) };
    case "userfaultfd":
      return { kind, host, state: oneOf(["on", "off"], third) };
    case "data-cut":
      return { kind, host, reset: options.has("reset") };
    case "data-heal":
    case "console-cut":
    case "console-heal":
      return { kind, host };
    case "bridge":
      return { kind, host, state: oneOf(onOff, third) };
    case "other-folder":
      return { kind, host, state: oneOf(onOff, third) };
    case "ssh-key":
    case "known-host":
      return { kind, host, peer: oneOf(names, third), state: oneOf(onOff, fourth) };
    case "pool":
      return { kind, host, pool: needed(third, "the pool"), state: oneOf(onOff, fourth) };
    case "clock":
      return { kind, host, seconds: third === "off" ? "off" : Number(needed(third, "the seconds")) };
    case "image":
      return {
        kind,
        host,
        guest: needed(third, "the guest"),
        sizeMib: fourth === "off" ? "off" : Number(needed(fourth, "the MiB")),
      };
    case "iso":
    case "snapshot":
    case "managed-save":
    case "block-job":
    case "name-clash":
    case "stuck-definition":
      return { kind, host, guest: needed(third, "the guest"), state: oneOf(onOff, fourth) };
    default:
      throw wrong(`no fault "${kind}"`);
  }
}

function split(args: readonly string[]): { words: string[]; options: Map<string, string> } {
  const words: string[] = [];
  const options = new Map<string, string>();
  const takesValue = ["signal", "leave"];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    const name = word.slice(2);
    if (!word.startsWith("--")) words.push(word);
    else options.set(name, takesValue.includes(name) ? (args[++index] ?? "") : "");
  }
  return { words, options };
}

function signalOf(word: string | undefined): SignalName {
  const found = signals.find((name) => name === (word ?? "KILL").replace(/^SIG/, ""));
  if (!found) throw wrong(`no signal "${word}"`);
  return found;
}

function oneOf<T extends string>(known: readonly T[], word: string | undefined): T {
  const found = known.find((name) => name === word);
  if (!found) throw wrong(`"${word ?? ""}" is none of ${known.join(", ")}`);
  return found;
}

function needed(word: string | undefined, what: string): string {
  if (word === undefined) throw wrong(`${what} is missing`);
  return word;
}

function wrong(message: string): Error {
  return labError("usage", message, faultUsage);
}
