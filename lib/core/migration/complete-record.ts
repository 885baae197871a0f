import type { MigrationRecord, MigrationRequest, MigrationResult } from "../model/migration.ts";
import type { MigrationOptions } from "../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "./options.ts";
import { newQueueEntry } from "./queue/new-entry.ts";

/** Fields that records of earlier versions do not have; every other one has been there from the first. */
type Since2 =
  | "queue"
  | "prediction"
  | "steps"
  | "levers"
  | "rungsClimbed"
  | "postCopyAtMs"
  | "recoveries"
  | "outsideChanges"
  | "limits";

/** A record as any version of this program may have stored it. */
export type StoredRecord = Omit<MigrationRecord, Since2 | "request" | "result"> &
  Partial<Pick<MigrationRecord, Since2>> & {
    readonly request: Omit<MigrationRequest, "options" | "pingAddress"> &
      Partial<Pick<MigrationRequest, "pingAddress">> & { readonly options: Partial<MigrationOptions> };
    readonly result: (Omit<MigrationResult, "longestPingGapMs"> & Partial<Pick<MigrationResult, "longestPingGapMs">>) | null;
  };

/**
 * A stored record in today's shape. What an earlier version could not do is filled in as not done: no steps, no levers, and each option that it
 * did not know at libvirt's default. A record that is complete comes back equal.
 */
export function completeRecord(stored: StoredRecord): MigrationRecord {
  const options: MigrationOptions = { ...DEFAULT_MIGRATION_OPTIONS, ...stored.request.options };
  const { maxDowntimeMs, bandwidthMiBps } = options;
  return {
    ...stored,
    request: { ...stored.request, options, pingAddress: stored.request.pingAddress ?? null },
    // Earlier versions had no queue: what they stored was let through at once.
    queue: stored.queue ?? { ...newQueueEntry(), admittedAtMs: stored.createdAtMs },
    prediction: stored.prediction ?? null,
    steps: stored.steps ?? [],
    levers: stored.levers ?? [],
    rungsClimbed: stored.rungsClimbed ?? 0,
    postCopyAtMs: stored.postCopyAtMs ?? null,
    recoveries: stored.recoveries ?? 0,
    outsideChanges: stored.outsideChanges ?? [],
    limits: stored.limits ?? { maxDowntimeMs, bandwidthMiBps },
    result: stored.result && { ...stored.result, longestPingGapMs: stored.result.longestPingGapMs ?? null },
  };
}
