import type { Message } from "../model/finding.ts";
import type {
  Forecast,
  MigrationPhase,
  MigrationRecord,
  MigrationResult,
  MigrationSample,
  MigrationState,
} from "../model/migration.ts";

export type EndState = "succeeded" | "failed" | "aborted" | "indeterminate";

/** Everything that can happen to a migration. Times are the server's clock, ms. */
export type MigrationEvent =
  | { readonly type: "submitted"; readonly atMs: number }
  | { readonly type: "remote-started"; readonly atMs: number }
  | { readonly type: "phase"; readonly atMs: number; readonly phase: MigrationPhase }
  | { readonly type: "sampled"; readonly atMs: number; readonly sample: MigrationSample; readonly forecast: Forecast }
  | { readonly type: "abort-requested"; readonly atMs: number; readonly by: string }
  | { readonly type: "timeout-fired"; readonly atMs: number }
  | { readonly type: "verifying"; readonly atMs: number }
  | { readonly type: "detached"; readonly atMs: number; readonly attention: Message }
  | { readonly type: "reattached"; readonly atMs: number }
  | {
      readonly type: "settled";
      readonly atMs: number;
      readonly state: EndState;
      readonly attention: Message | null;
      readonly result: MigrationResult;
      /** libvirt's closing figures, when it gave some. */
      readonly lastSample?: MigrationSample;
    };

const UNFINISHED: readonly MigrationState[] = ["queued", "starting", "running", "finishing", "detached"];

/** In which states an event may happen; anything else is a bug of ours and refused. */
const ALLOWED: Readonly<Record<MigrationEvent["type"], readonly MigrationState[]>> = {
  submitted: ["queued"],
  "remote-started": ["starting"],
  phase: ["running"],
  sampled: ["running"],
  "abort-requested": UNFINISHED,
  "timeout-fired": ["running", "detached"],
  verifying: UNFINISHED,
  detached: UNFINISHED,
  reattached: ["detached", "queued", "starting", "finishing"],
  settled: UNFINISHED,
};

/** How far along a phase is: a phase never goes back. */
const PHASE_ORDER: readonly MigrationPhase[] = ["preparing", "block-copy", "pre-copy", "switchover", "post-copy", "verifying"];

/** True while something can still happen to this migration. */
export function isUnfinished(record: Pick<MigrationRecord, "endedAtMs">): boolean {
  return record.endedAtMs === null;
}

/**
 * The record after an event: a new object with the next revision, or the very same object when the event changes nothing (a phase
 * that was reached before, a second abort). Throws an Error with both names for a transition that does not exist.
 */
export function advance(record: MigrationRecord, event: MigrationEvent): MigrationRecord {
  if (record.endedAtMs !== null || !ALLOWED[event.type].includes(record.state)) {
    throw new Error(`migration ${record.id}: no "${event.type}" in state "${record.state}"`);
  }
  const changes = changesOf(record, event);
  return changes ? { ...record, ...changes, revision: record.revision + 1 } : record;
}

type Changes = Partial<MigrationRecord> | null;

function changesOf(record: MigrationRecord, event: MigrationEvent): Changes {
  switch (event.type) {
    case "submitted":
      return { state: "starting" };
    case "remote-started":
      return { state: "running", startedAtMs: event.atMs, ...enter(record, "preparing", event.atMs) };
    case "phase":
      return later(record, event.phase) ? enter(record, event.phase, event.atMs) : null;
    case "sampled":
      return { lastSample: event.sample, forecast: event.forecast };
    case "abort-requested":
      return record.abortRequestedAtMs === null ? { abortRequestedAtMs: event.atMs, abortRequestedBy: event.by } : null;
    case "timeout-fired":
      return record.timeoutFiredAtMs === null ? { timeoutFiredAtMs: event.atMs } : null;
    case "verifying":
      return record.state === "finishing"
        ? null
        : { state: "finishing", attention: null, ...enter(record, "verifying", event.atMs) };
    case "detached":
      return record.state === "detached" && sameMessage(record.attention, event.attention)
        ? null
        : { state: "detached", attention: event.attention };
    case "reattached":
      return {
        state: "running",
        attention: null,
        startedAtMs: record.startedAtMs ?? event.atMs,
        ...(record.phaseStartedAtMs.preparing === undefined ? enter(record, "preparing", event.atMs) : backFromVerifying(record)),
      };
    case "settled":
      return {
        state: event.state,
        endedAtMs: event.atMs,
        attention: event.attention,
        result: event.result,
        lastSample: event.lastSample ?? record.lastSample,
        forecast: record.forecast && event.state === "succeeded" ? { ...record.forecast, progress: 1 } : record.forecast,
      };
  }
}

function later(record: MigrationRecord, phase: MigrationPhase): boolean {
  return PHASE_ORDER.indexOf(phase) > PHASE_ORDER.indexOf(record.phase);
}

function enter(record: MigrationRecord, phase: MigrationPhase, atMs: number): Partial<MigrationRecord> {
  return { phase, phaseStartedAtMs: { ...record.phaseStartedAtMs, [phase]: record.phaseStartedAtMs[phase] ?? atMs } };
}

/** The truth check found that libvirt is still at work: the last phase of the work itself is shown again. */
function backFromVerifying(record: MigrationRecord): Partial<MigrationRecord> {
  if (record.phase !== "verifying") return {};
  const { verifying: _, ...rest } = record.phaseStartedAtMs;
  const phases: MigrationRecord["phaseStartedAtMs"] = rest;
  const last = PHASE_ORDER.findLast((phase) => phases[phase] !== undefined);
  return { phase: last ?? "preparing", phaseStartedAtMs: phases };
}

function sameMessage(left: Message | null, right: Message): boolean {
  return left !== null && left.key === right.key && JSON.stringify(left.values) === JSON.stringify(right.values);
}
