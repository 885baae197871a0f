import type { MigrationRecord, MigrationSample } from "../model/migration.ts";
import type { LadderRung, LeverAction } from "../model/options.ts";
import { abortUse } from "./lever-record.ts";

/** What the server does by itself, and on whose account it stands in the record. */
export interface DueAction {
  readonly action: LeverAction;
  readonly by: "ladder" | "time-limit" | "plan";
}

/** The second pass begins when the first one is over: QEMU counts passes from 1. */
const SECOND_PASS = 2;

/** True once the switch to post-copy was asked for and not refused: there is no way back, and nothing of what a ladder does has any use then. */
export function postCopyBegun(record: Pick<MigrationRecord, "phase" | "postCopyAtMs" | "levers">): boolean {
  if (record.phase === "post-copy" || record.postCopyAtMs !== null) return true;
  return record.levers.some(({ action, ok }) => action.kind === "post-copy" && ok !== false);
}

/**
 * The next rung of the ladder when its time has come, one at a time and in order; `elapsedMs` is libvirt's own count of the copying. A rung that
 * switches to post-copy waits until memory is being copied (QEMU refuses it before), and the rungs behind it wait with it.
 */
export function dueRung(record: MigrationRecord, elapsedMs: number): LadderRung | null {
  if (!isAutomatic(record)) return null;
  const rung = record.request.options.ladder[record.rungsClimbed];
  if (!rung || elapsedMs < rung.afterS * 1000) return null;
  return possibleYet(record, rung.action) ? rung : null;
}

/**
 * What the server has to do now: the time limit first, then the ladder, then the switch to post-copy after the first pass. Null when nothing is due. Each
 * is due until the record says that it was done (`timeoutFiredAtMs`, `rungsClimbed`, a lever of its own kind), so that a restart loses and repeats nothing.
 */
export function dueAction(input: { readonly record: MigrationRecord; readonly sample: MigrationSample }): DueAction | null {
  const { record, sample } = input;
  if (!isAutomatic(record)) return null;
  const limit = dueLimit(record, sample.elapsedMs);
  if (limit) return { action: limit, by: "time-limit" };
  const rung = dueRung(record, sample.elapsedMs);
  if (rung) return { action: rung.action, by: "ladder" };
  return afterFirstPass(record, sample) ? { action: { kind: "post-copy" }, by: "plan" } : null;
}

function dueLimit(record: MigrationRecord, elapsedMs: number): LeverAction | null {
  const { timeoutS, timeoutAction } = record.request.options;
  if (timeoutS === null || record.timeoutFiredAtMs !== null || elapsedMs < timeoutS * 1000) return null;
  const action: LeverAction = { kind: timeoutAction };
  return possibleYet(record, action) ? action : null;
}

function afterFirstPass(record: MigrationRecord, sample: MigrationSample): boolean {
  const wanted = record.request.options.postCopy === "after-first-pass" && sample.iteration >= SECOND_PASS;
  return wanted && record.phase === "pre-copy" && !record.levers.some(({ action }) => action.kind === "post-copy");
}

/** Nothing is done by itself once somebody asked for an abort, in post-copy, or while the source does not answer. */
function isAutomatic(record: MigrationRecord): boolean {
  const { mode } = record.request.options;
  return mode === "live" && record.state === "running" && !abortUse(record) && !postCopyBegun(record);
}

function possibleYet(record: MigrationRecord, action: LeverAction): boolean {
  return action.kind !== "post-copy" || record.phase === "pre-copy";
}
