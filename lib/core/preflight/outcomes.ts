import type { HostConnection } from "../model/options.ts";
import type { CpuOutcome, LibvirtOutcome, PortOutcome, SshOutcome } from "./probes.ts";

/** What the reading of a finished command needs. */
export interface CommandEnd {
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly text: string;
}

const SSH: readonly (readonly [RegExp, SshOutcome])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/i, "host-key-changed"],
  [/host key is known for|host key verification failed/i, "host-key-unknown"],
  [/permission denied|too many authentication failures/i, "denied"],
  [/could not resolve hostname|name or service not known/i, "unresolvable"],
  [/connection refused/i, "refused"],
  [/no route to host|network is unreachable/i, "no-route"],
  [/timed out/i, "timeout"],
];

/** What ssh's exit and words mean. 255 is ssh's own failure; 124 comes from timeout(1). Texts: OpenSSH 9.2, seen on real hosts. */
export function readSshOutcome(end: CommandEnd): SshOutcome {
  if (end.exitCode === 0) return "ok";
  return match(SSH, end.text) ?? (end.timedOut || end.exitCode === 124 ? "timeout" : "other");
}

const LIBVIRT: readonly (readonly [RegExp, LibvirtOutcome])[] = [
  [/authentication (unavailable|failed)|access denied|libvirt-sock(-ro)?'?: Permission denied|not authori[sz]ed/i, "not-allowed"],
  [/(nc|netcat|virt-ssh-helper): (command )?not found|exec: nc|cannot execute/i, "helper-missing"],
  [/No such file or directory|libvirt-sock'?: Connection refused|daemon is not running/i, "daemon-away"],
  [
    /host key|permission denied \(|could not resolve|connection refused|no route to host|connection reset|closed by/i,
    "ssh-failed",
  ],
  [/timed out/i, "timeout"],
];

/** Without ssh in between: libvirt's own port, and TLS. Texts: libvirt 9.0 and GnuTLS. */
const DIRECT: readonly (readonly [RegExp, LibvirtOutcome])[] = [
  [/certificate|TLS (handshake|connection)|credentials|known issuer|private key/i, "certificate"],
  [/authentication (unavailable|failed|required)|access denied|not authori[sz]ed|SASL/i, "not-allowed"],
  [/connection refused/i, "port-refused"],
  [/no route to host|network is unreachable/i, "no-route"],
  [/unable to resolve|could not resolve|name or service not known/i, "unresolvable"],
  [/timed out/i, "timeout"],
];

/**
 * What virsh's words mean when it could not open a remote connection by this way (libvirt 9.0: socket and ssh errors come as one text).
 */
export function readLibvirtOutcome(end: CommandEnd, connection: HostConnection): LibvirtOutcome {
  if (end.exitCode === 0) return "ok";
  return match(connection === "ssh" ? LIBVIRT : DIRECT, end.text) ?? (end.timedOut || end.exitCode === 124 ? "timeout" : "other");
}

const CONNECT: readonly (readonly [RegExp, PortOutcome])[] = [
  [/connection refused|ECONNREFUSED/i, "refused"],
  [/no route to host|network is unreachable|EHOSTUNREACH|ENETUNREACH/i, "no-route"],
  [/not known|could not resolve|invalid host|temporary failure in name resolution/i, "unresolvable"],
  [/timed out|timeout/i, "timeout"],
];

/** What became of one TCP connect: refused and a silent drop are told apart, since a firewall can do either. */
export function readConnectOutcome(end: CommandEnd): PortOutcome {
  if (end.exitCode === 0) return "open";
  return match(CONNECT, end.text) ?? (end.timedOut || end.exitCode === 124 ? "timeout" : "other");
}

/** What `virsh hypervisor-cpu-compare --error` said. Anything but a clear answer is unsupported, not incompatible. */
export function readCpuOutcome(end: CommandEnd): CpuOutcome {
  if (end.exitCode === 0)
    return /is identical to/i.test(end.text) ? "identical" : /superset/i.test(end.text) ? "superset" : "unsupported";
  return /is incompatible with|missing features|does not match the host/i.test(end.text) ? "incompatible" : "unsupported";
}

function match<T>(table: readonly (readonly [RegExp, T])[], text: string): T | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
