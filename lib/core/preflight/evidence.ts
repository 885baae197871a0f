import type { Evidence } from "../model/finding.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { HostId } from "../model/ids.ts";
import type { FileSeen, Probe } from "./probes.ts";

/** What a piece of evidence may be called: keys below `preflight.evidence`. */
export const EVIDENCE_LABELS = [
  "command",
  "answer",
  "state",
  "problem",
  "uuid",
  "name",
  "address",
  "addresses",
  "announced-name",
  "port",
  "ports-free",
  "known-key",
  "pinned-key",
  "version",
  "option",
  "arch",
  "virt-types",
  "machine",
  "emulator",
  "cpu-model",
  "cpu-xml",
  "cpus",
  "vcpus",
  "vcpu-limit",
  "memory-needed",
  "memory-available",
  "memory-total",
  "memory-promised",
  "nic",
  "bridges",
  "interfaces",
  "networks",
  "mtu",
  "mac",
  "disk",
  "source-sees",
  "destination-sees",
  "cache-mode",
  "snapshots",
  "used-by",
  "device",
  "file",
  "listen",
  "clock-offset",
  "certificates",
  "job",
  "image",
  "space",
  "pool",
  "backing",
  "checkpoints",
  "link-speed",
  "channels",
  "qemu-user",
  "setting",
  "memory-backing",
  "tool",
  "certificate",
  "certificate-names",
  "certificate-issuer",
  "certificate-dates",
  "clock",
  "secret",
  "portgroups",
  "nwfilter",
  "cpu-flags",
  "huge-pages",
  "numa-nodes",
  "cgroup",
  "security-models",
  "load",
  "migrations",
  "dirty-rate",
  "bandwidth",
  "pending",
] as const;

export type EvidenceLabel = (typeof EVIDENCE_LABELS)[number];

/** A thing read from a host's facts, with the host and the time of reading. */
export function seen(host: HostSnapshot, label: EvidenceLabel, value: string | number): Evidence {
  return {
    label: { key: `preflight.evidence.${label}` },
    value: String(value),
    hostId: host.registration.id,
    ...(host.observedAtMs === null ? {} : { observedAtMs: host.observedAtMs }),
  };
}

/** A thing that a probe found, on the host where it was found. */
export function probed(probe: { readonly atMs: number }, hostId: HostId, label: EvidenceLabel, value: string | number): Evidence {
  return { label: { key: `preflight.evidence.${label}` }, value: String(value), hostId, observedAtMs: probe.atMs };
}

/** As `probed`, for a host that is at hand. */
export function seenOn(
  probe: { readonly atMs: number },
  host: Pick<HostSnapshot, "registration">,
  label: EvidenceLabel,
  value: string | number,
): Evidence {
  return probed(probe, host.registration.id, label, value);
}

/** The commands that a probe ran, one piece of evidence each. */
export function commandsOf(probe: Exclude<Probe<unknown>, { kind: "pending" }>): readonly Evidence[] {
  return probe.commands.map((command) => probed(probe, command.hostId, "command", command.text));
}

/** Bytes as evidence: exact enough to compare by eye. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1048576)} MiB`;
}

/** What was seen of a file, in one line. */
export function fileText(path: string, file: FileSeen | undefined): string {
  if (!file?.exists) return `${path} ✗`;
  return file.sizeBytes === null ? `${path} ✓` : `${path} ✓ ${file.sizeBytes} B`;
}
