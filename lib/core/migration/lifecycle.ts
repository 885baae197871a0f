import type { Finding, Message } from "../model/finding.ts";
import type {
  Forecast,
  MigrationPhase,
  MigrationRecord,
  MigrationResult,
  MigrationSample,
  MigrationState,
} from "../model/migration.ts";
import type { LeverUse, MigrationStep, OutsideChange } from "../model/steps.ts";
import { leverAnswered, leverUsed } from "./lever-record.ts";
import { phasesOf } from "./phases.ts";
import { admitted, cancelled, waits } from "./queue/queue-events.ts";
import { sameMessage } from "./same-message.ts";

export type EndState = "succeeded" | "failed" | "aborted" | "indeterminate";

/** Everything that can happen to a migration. Times are the server's clock, ms. */
export type MigrationEvent =
  /** The queue lets it through: from here on, and not before, something may run on a host. */
  | { readonly type: "admitted"; readonly atMs: number }
  /** Why it waits, and which one it is; null = it does not. */
  | { readonly type: "waits"; readonly atMs: number; readonly waits: Message | null; readonly position: number | null }
  /** Somebody took it back before it was let through: nothing was done on any host. */
  | { readonly type: "cancelled"; readonly atMs: number; readonly by: string }
  /** Thought through anew before anything ran. */
  | {
      readonly type: "planned";
      readonly atMs: number;
      readonly steps: readonly MigrationStep[];
      readonly findings?: readonly Finding[];
    }
  /** A step's new standing; the one with its id is replaced. */
  | { readonly type: "step"; readonly atMs: number; readonly step: MigrationStep }
  | { readonly type: "submitted"; readonly atMs: number }
  | { readonly type: "remote-started"; readonly atMs: number }
  | { readonly type: "phase"; readonly atMs: number; readonly phase: MigrationPhase }
  | { readonly type: "sampled"; readonly atMs: number; readonly sample: MigrationSample; readonly forecast: Forecast }
  /** Stored before it is sent: who wants what. A rung, the time limit and an abort count as done from here on, so that none happens twice. */
  | { readonly type: "lever-used"; readonly atMs: number; readonly use: LeverUse }
  /** What came of the use at this index of `levers`; limits in force and the switch to post-copy follow from it. */
  | {
      readonly type: "lever-answered";
      readonly atMs: number;
      readonly index: number;
      readonly ok: boolean;
      readonly detail: string;
    }
  /** A limit that somebody else changed. */
  | { readonly type: "limits"; readonly atMs: number; readonly limits: MigrationRecord["limits"] }
  | { readonly type: "outside-change"; readonly atMs: number; readonly change: OutsideChange }
  | { readonly type: "post-copy-broken"; readonly atMs: number; readonly attention: Message }
  /** A recovery is about to be sent: its number is stored first, for its process on the source is named by it. */
  | { readonly type: "recovering"; readonly atMs: number }
  | { readonly type: "recovered"; readonly atMs: number }
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
    }
  /** After the end: something that was left on a host is gone. `step`: the one that it belonged to, if any. */
  | {
      readonly type: "cleaned-up";
      readonly atMs: number;
      readonly step: MigrationStep | null;
      readonly leftovers: readonly Message[];
    };

const UNFINISHED: readonly MigrationState[] = ["queued", "starting", "running", "finishing", "detached", "post-copy-broken"];
const STARTED: readonly MigrationState[] = ["running", "finishing", "detached", "post-copy-broken"];
const ENDED: readonly MigrationState[] = ["succeeded", "failed", "aborted", "indeterminate"];

/** In which states an event may happen; anything else is a bug of ours and refused. */
const ALLOWED: Readonly<Record<MigrationEvent["type"], readonly MigrationState[]>> = {
  admitted: ["queued"],
  waits: ["queued"],
  cancelled: ["queued"],
  planned: ["queued", "starting"],
  step: UNFINISHED,
  submitted: ["queued"],
  "remote-started": ["starting"],
  phase: ["running"],
  sampled: ["running"],
  "lever-used": UNFINISHED,
  // An answer may come in when all is over.
  "lever-answered": [...UNFINISHED, ...ENDED],
  limits: STARTED,
  "outside-change": UNFINISHED,
  "post-copy-broken": UNFINISHED,
  recovering: ["post-copy-broken"],
  recovered: ["post-copy-broken"],
  verifying: UNFINISHED,
  detached: UNFINISHED,
  reattached: ["detached", "queued", "starting", "finishing"],
  settled: UNFINISHED,
  "cleaned-up": ENDED,
};

/** More than these tell nothing new. */
const MOST_OUTSIDE_CHANGES = 50;

/** True while something can still happen to this migration. */
export function isUnfinished(record: Pick<MigrationRecord, "endedAtMs">): boolean {
  return record.endedAtMs === null;
}

/**
 * The record after an event: a new object with the next revision, or the very same object when the event changes nothing (a phase
 * that was reached before, a second abort). Throws an Error with both names for a transition that does not exist.
 */
export function advance(record: MigrationRecord, event: MigrationEvent): MigrationRecord {
  if (!ALLOWED[event.type].includes(record.state)) {
    throw new Error(`migration ${record.id}: no "${event.type}" in state "${record.state}"`);
  }
  const changes = changesOf(record, event);
  return changes ? { ...record, ...changes, revision: record.revision + 1 } : record;
}

type Changes = Partial<MigrationRecord> | null;

function changesOf(record: MigrationRecord, event: MigrationEvent): Changes {
  switch (event.type) {
    case "admitted":
      return admitted(record, event.atMs);
    case "waits":
      return waits(record, event.waits, event.position);
    case "cancelled":
      return cancelled(record, event.atMs, event.by);
    case "planned":
      return { steps: event.steps, findings: event.findings ?? record.findings };
    case "step":
      return { steps: replaced(record.steps, event.step) };
    case "submitted":
      return { state: "starting" };
    case "remote-started":
      return { state: "running", startedAtMs: event.atMs, ...enter(record, "preparing", event.atMs) };
    case "phase":
      return later(record, event.phase) ? enter(record, event.phase, event.atMs) : null;
    case "sampled":
      return { lastSample: event.sample, forecast: event.forecast };
    case "lever-used":
      return leverUsed(record, event.use);
    case "lever-answered":
      return leverAnswered(record, event);
    case "limits":
      return sameLimits(record.limits, event.limits) ? null : { limits: event.limits };
    case "outside-change":
      return record.outsideChanges.length >= MOST_OUTSIDE_CHANGES
        ? null
        : { outsideChanges: [...record.outsideChanges, event.change] };
    case "post-copy-broken":
      return broken(record, event.atMs, event.attention);
    case "recovering":
      return { recoveries: record.recoveries + 1 };
    case "recovered":
      return { state: "running", attention: null };
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
    case "cleaned-up":
      return {
        steps: event.step ? replaced(record.steps, event.step) : record.steps,
        result: record.result && { ...record.result, truth: { ...record.result.truth, leftovers: event.leftovers } },
      };
  }
}

function replaced(steps: readonly MigrationStep[], step: MigrationStep): readonly MigrationStep[] {
  return steps.some(({ id }) => id === step.id) ? steps.map((old) => (old.id === step.id ? step : old)) : [...steps, step];
}

function broken(record: MigrationRecord, atMs: number, attention: Message): Changes {
  if (record.state === "post-copy-broken" && sameMessage(record.attention, attention)) return null;
  const back = { ...record, ...backFromVerifying(record) };
  const { phase, phaseStartedAtMs } = later(back, "post-copy") ? { ...back, ...enter(back, "post-copy", atMs) } : back;
  return {
    state: "post-copy-broken",
    attention,
    startedAtMs: record.startedAtMs ?? atMs,
    postCopyAtMs: record.postCopyAtMs ?? atMs,
    phase,
    phaseStartedAtMs,
  };
}

/** A phase never goes back, and one that this way of moving does not have is never entered. */
function later(record: MigrationRecord, phase: MigrationPhase): boolean {
  const order = phasesOf(record.request.options);
  return order.indexOf(phase) > order.indexOf(record.phase);
}

function enter(record: MigrationRecord, phase: MigrationPhase, atMs: number): Partial<MigrationRecord> {
  return {
    phase,
    phaseStartedAtMs: { ...record.phaseStartedAtMs, [phase]: record.phaseStartedAtMs[phase] ?? atMs },
    ...(phase === "post-copy" && record.postCopyAtMs === null ? { postCopyAtMs: atMs } : {}),
  };
}

/** The truth check found that libvirt is still at work: the last phase of the work itself is shown again. */
function backFromVerifying(record: MigrationRecord): Partial<MigrationRecord> {
  if (record.phase !== "verifying") return {};
  const { verifying: _, ...rest } = record.phaseStartedAtMs;
  const phases: MigrationRecord["phaseStartedAtMs"] = rest;
  const last = phasesOf(record.request.options).findLast((phase) => phases[phase] !== undefined);
  return { phase: last ?? "preparing", phaseStartedAtMs: phases };
}

function sameLimits(left: MigrationRecord["limits"], right: MigrationRecord["limits"]): boolean {
  return left.maxDowntimeMs === right.maxDowntimeMs && left.bandwidthMiBps === right.bandwidthMiBps;
}
