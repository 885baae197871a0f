import type { DiffLine } from "../core/model/domain-xml.ts";
import type { Finding, HostId, HostKey, HostProblemCode, Message, MigrationStep } from "./model.ts";

export interface SystemInfo {
  readonly version: string;
  readonly serverTimeMs: number;
  readonly user: { readonly name: string };
  /** The data folder, so that an admin knows what to back up. */
  readonly dataDir: string;
  readonly database: string;
  readonly nodeVersion: string;
}

/** A stored SSH key without its secret. */
export interface SshKeyView {
  readonly id: string;
  readonly name: string;
  readonly algorithm: string;
  readonly fingerprint: string;
  /** The line for the host's authorized_keys. */
  readonly publicKey: string;
  readonly createdAtMs: number;
  readonly usedByHosts: number;
}

export type ProbeStepId = "tcp" | "host-key" | "login" | "virsh" | "libvirt-read" | "libvirt-write" | "qemu" | "clock";

export interface ProbeStep {
  readonly id: ProbeStepId;
  readonly status: "ok" | "failed" | "warning" | "skipped";
  readonly problem: HostProblemCode | null;
  /** Host text or a figure, shown as data. */
  readonly detail: string;
}

export interface ProbeResult {
  /** Null when not even the key exchange was reached. */
  readonly hostKey: HostKey | null;
  readonly hostname: string | null;
  readonly steps: readonly ProbeStep[];
  /** True when the host can be added as it is. */
  readonly ready: boolean;
  /** Another registration that already points at the same libvirt host or address. */
  readonly alreadyRegisteredAs: string | null;
}

/** A command of the plan, with where it runs. */
export interface PlannedCommand {
  readonly hostId: HostId;
  readonly hostName: string;
  readonly argv: readonly string[];
  /** The quoted form of `argv`, as a POSIX shell would take it. */
  readonly quoted: string;
}

export interface MigrationPlanView {
  /** The migrate command first (absent in modes that have none); helpers (downtime limit) after it, in the order they run. */
  readonly commands: readonly PlannedCommand[];
  /** Everything that is done, in order, the migrate command among it. Empty for a plain live migration. */
  readonly steps: readonly MigrationStep[];
  /** The definition that the destination gets against the one that the source has; empty = the same. */
  readonly xmlDiff: readonly DiffLine[];
  /** Which of the choices the server carries out itself while it runs (timers, switches), in words. */
  readonly serverDoes: readonly Message[];
  readonly findings: readonly Finding[];
  /** Rule ids of blocks that stop the start. */
  readonly blockedBy: readonly string[];
  /** Rule ids of warnings to be acknowledged. */
  readonly toAcknowledge: readonly string[];
}

/** What `domdirtyrate-calc` told, run once, or more than once with different periods. */
export interface DirtyRateView {
  readonly bytesPerSec: number;
  /** The pages that it writes again and again; null = not seen to be bounded, or measured for one period only. */
  readonly workingSetBytes: number | null;
  /** Guest memory in use on the host, as the kernel counts it; null = not readable for our login. */
  readonly memoryInUseBytes: number | null;
  /** How busy its busiest virtual CPU was meanwhile, 0..1; null = not told. */
  readonly busyShare: number | null;
  /** The longest period. */
  readonly method: "page-sampling" | "dirty-bitmap";
  readonly periodS: number;
  readonly measuredAtMs: number;
}

/** QEMU's own migration parameters and capabilities of a domain, as its monitor prints them. */
export interface QemuParametersView {
  readonly readAtMs: number;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly capabilities: readonly { readonly name: string; readonly on: boolean }[];
}
