import type { DomainState } from "./domain.ts";
import type { Finding, Message } from "./finding.ts";
import type { DomainUuid, HostId, MigrationId } from "./ids.ts";
import type { MigrationOptions } from "./options.ts";
import type { StoredPrediction } from "./prediction.ts";
import type { QueueEntry } from "./queue.ts";
import type { LeverUse, MigrationStep, OutsideChange } from "./steps.ts";

export interface MigrationRequest {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  readonly options: MigrationOptions;
  /** IPv4 or IPv6 address of the guest to ping from the console while it moves; null = none. */
  readonly pingAddress: string | null;
  /** Rule ids of warnings that the admin has acknowledged. */
  readonly acknowledged: readonly string[];
}

/**
 * detached: source host not answering, we keep trying; post-copy-broken: the link was lost in post-copy, both sides wait for a recovery;
 * indeterminate: both answered and the truth needs a person.
 */
export type MigrationState =
  | "queued"
  | "starting"
  | "running"
  | "finishing"
  | "succeeded"
  | "failed"
  | "aborted"
  | "detached"
  | "post-copy-broken"
  | "indeterminate";

/** Which of them a migration goes through depends on its mode (`phasesOf`). */
export type MigrationPhase =
  | "preparing"
  | "saving-state"
  | "block-copy"
  | "file-copy"
  | "pre-copy"
  | "switchover"
  | "post-copy"
  | "defining"
  | "restoring"
  | "verifying";

/** One reading of `domjobinfo --rawstats`. Bytes and ms; rates in bytes/s. */
export interface MigrationSample {
  readonly atMs: number;
  readonly elapsedMs: number;
  readonly memoryTotalBytes: number;
  readonly memoryProcessedBytes: number;
  readonly memoryRemainingBytes: number;
  readonly memoryBytesPerSec: number;
  readonly dirtyRateBytesPerSec: number;
  readonly iteration: number;
  readonly diskTotalBytes: number;
  readonly diskProcessedBytes: number;
  readonly diskRemainingBytes: number;
  readonly diskBytesPerSec: number;
  /** Expected downtime as QEMU reports it; null until it does. */
  readonly expectedDowntimeMs: number | null;
  readonly autoConvergeThrottlePercent: number | null;
  readonly pagesBytes: number;
  readonly zeroBytes: number;
}

/** What we expect now; null fields = cannot be said yet. */
export interface Forecast {
  readonly atMs: number;
  readonly verdict: "measuring" | "converging" | "not-converging" | "finishing";
  /** Fraction of the previous pass that the next one must send again (dirty rate / bandwidth). */
  readonly remainPerPass: number | null;
  readonly expectedEndAtMs: number | null;
  readonly expectedEndToleranceMs: number | null;
  readonly expectedDowntimeMs: number | null;
  /** 0..1, never runs backwards within one migration. */
  readonly progress: number;
}

/** Where one host stands after the end, read from libvirt itself. */
export interface SideTruth {
  readonly hostId: HostId;
  readonly reachable: boolean;
  readonly present: boolean;
  readonly state: DomainState | null;
  readonly stateReason: string | null;
  readonly persistent: boolean | null;
  readonly jobActive: boolean | null;
  readonly detail: string | null;
}

/** One thing that the truth check looked at. */
export interface TruthItem {
  readonly id: string;
  readonly ok: boolean | null;
  readonly label: Message;
  readonly value: string;
}

/**
 * moved: runs on the destination only; moved-paused: there, paused; moved-off: defined at the destination only, shut off as it was;
 * copied: the copy is defined at the destination, the original is as it was; stayed: runs (or is paused) on the source only; stayed-off: defined at the
 * source only, shut off as it was; stopped: on neither side active, definition known; split-brain: active on both; needs-attention: paused on both or
 * source clean-up pending; unknown: a host did not answer.
 */
export type TruthVerdict =
  | "moved"
  | "moved-paused"
  | "moved-off"
  | "copied"
  | "stayed"
  | "stayed-off"
  | "stopped"
  | "split-brain"
  | "needs-attention"
  | "lost"
  | "unknown";

export interface TruthCheck {
  readonly verdict: TruthVerdict;
  readonly checkedAtMs: number;
  readonly durationMs: number;
  readonly source: SideTruth;
  readonly destination: SideTruth;
  readonly items: readonly TruthItem[];
  readonly leftovers: readonly Message[];
}

export interface Failure {
  /** Our closed classification, e.g. connection-refused-data-port; "unrecognised" when libvirt's text is new to us. */
  readonly code: string;
  readonly meaning: Message;
  readonly advice: Message;
  /** libvirt's own words, from virsh and from both daemons' logs. */
  readonly libvirtText: string;
}

export interface MigrationResult {
  readonly truth: TruthCheck;
  readonly failure: Failure | null;
  readonly exitCode: number | null;
  readonly measuredDowntimeMs: number | null;
  /** Request to truth-checked end. */
  readonly totalMs: number;
  /** From `virsh` started to its end as libvirt counts it. */
  readonly libvirtTotalMs: number | null;
  readonly transferredBytes: number | null;
  /** Longest silence of the probe ping to the guest, ms; null when no address was given or nothing ever answered. */
  readonly longestPingGapMs: number | null;
}

/** The stored record: everything but samples and log. */
export interface MigrationRecord {
  readonly id: MigrationId;
  readonly revision: number;
  readonly request: MigrationRequest;
  /** Names as they were at the start, for showing. */
  readonly domainName: string;
  readonly sourceHostName: string;
  readonly destinationHostName: string;
  readonly state: MigrationState;
  readonly phase: MigrationPhase;
  /** The array that runs on the source host. */
  readonly argv: readonly string[];
  readonly startedBy: string;
  readonly queue: QueueEntry;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly phaseStartedAtMs: Readonly<Partial<Record<MigrationPhase, number>>>;
  readonly abortRequestedAtMs: number | null;
  readonly abortRequestedBy: string | null;
  readonly timeoutFiredAtMs: number | null;
  /** Everything beside the one `virsh migrate`, in order; empty for a plain live migration. */
  readonly steps: readonly MigrationStep[];
  readonly levers: readonly LeverUse[];
  /** Rungs of the ladder that were climbed. */
  readonly rungsClimbed: number;
  /** When the switch to post-copy was asked for; a VM in post-copy cannot go back. */
  readonly postCopyAtMs: number | null;
  /** How often a broken post-copy was taken up. */
  readonly recoveries: number;
  readonly outsideChanges: readonly OutsideChange[];
  /** The limits in force, as the options and levers set them. */
  readonly limits: { readonly maxDowntimeMs: number | null; readonly bandwidthMiBps: number | null };
  /** Why it is detached or indeterminate, when it is. */
  readonly attention: Message | null;
  /** What was expected before the start; null when nothing could be said. */
  readonly prediction: StoredPrediction | null;
  readonly forecast: Forecast | null;
  readonly lastSample: MigrationSample | null;
  /** Findings of the server's own preflight at the start. */
  readonly findings: readonly Finding[];
  readonly result: MigrationResult | null;
}

/** One command that was run on a host for this migration, with its outcome. Repeats of one reading are counted, not listed. */
export interface MigrationLogEntry {
  readonly id: number;
  readonly atMs: number;
  readonly kind: "command" | "event" | "note";
  readonly hostId: HostId | null;
  readonly hostName: string | null;
  /** For command: the quoted argv; for event: libvirt's line; for note: empty. */
  readonly text: string;
  readonly message: Message | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number | null;
  readonly repeats: number;
}

/** What a page needs about one migration: record, whole history of samples, log. */
export interface MigrationView {
  readonly record: MigrationRecord;
  readonly samples: readonly MigrationSample[];
  readonly log: readonly MigrationLogEntry[];
}
