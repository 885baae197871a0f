import type { MigrationRecord } from "../model/migration.ts";
import type { LeverKind } from "../model/options.ts";
import type { LeverUse } from "../model/steps.ts";

/** What the record says of a lever that is about to be sent. An abort that is wanted already is not listed twice; null = nothing new. */
export function leverUsed(record: MigrationRecord, use: LeverUse): Partial<MigrationRecord> | null {
  const again = use.action.kind === "abort" && abortUse(record) !== undefined;
  switch (use.by.kind) {
    case "ladder":
      return { ...listed(record, use, again), rungsClimbed: record.rungsClimbed + 1 };
    case "time-limit":
      return { ...listed(record, use, again), timeoutFiredAtMs: record.timeoutFiredAtMs ?? use.atMs };
    case "plan":
      return again ? null : listed(record, use, again);
    case "user":
      if (again) return null;
      return {
        ...listed(record, use, again),
        ...(use.action.kind === "abort" ? { abortRequestedAtMs: use.atMs, abortRequestedBy: use.by.name } : {}),
      };
  }
}

function listed(record: MigrationRecord, use: LeverUse, again: boolean): Partial<MigrationRecord> {
  return again ? {} : { levers: [...record.levers, use] };
}

/** The record with an answer to the use at `index`; null when there is no such use, or it says nothing new. */
export function leverAnswered(
  record: MigrationRecord,
  answer: { readonly atMs: number; readonly index: number; readonly ok: boolean; readonly detail: string },
): Partial<MigrationRecord> | null {
  const { index, ok, detail, atMs } = answer;
  const use = record.levers[index];
  if (!use || (use.ok === ok && use.detail === detail)) return null;
  const levers = record.levers.with(index, { ...use, ok, detail });
  if (!ok) return { levers };
  switch (use.action.kind) {
    case "max-downtime":
      return { levers, limits: { ...record.limits, maxDowntimeMs: use.action.ms } };
    case "bandwidth":
      return { levers, limits: { ...record.limits, bandwidthMiBps: use.action.mibPerSec } };
    case "post-copy":
      return { levers, postCopyAtMs: record.postCopyAtMs ?? atMs };
    default:
      return { levers };
  }
}

/** The abort that is wanted, by whomever; undefined when nobody wants this migration stopped, or libvirt refused to. */
export function abortUse(record: Pick<MigrationRecord, "levers">): LeverUse | undefined {
  return record.levers.find(({ action, ok }) => action.kind === "abort" && ok !== false);
}

/** Where in `levers` the latest use of this kind stands that waits for its answer; -1 when none does. */
export function waitingUse(record: Pick<MigrationRecord, "levers">, kind: LeverKind): number {
  return record.levers.findLastIndex(({ action, ok }) => action.kind === kind && ok === null);
}

/** True when we paused the guest on the source (or tried to and do not know what came of it): it must run again where it ends up. */
export function pausedByUs(record: Pick<MigrationRecord, "levers">): boolean {
  return record.levers.some(({ action, ok }) => action.kind === "suspend" && ok !== false);
}
