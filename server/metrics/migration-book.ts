import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";

/** What happened to a migration in this process, to be counted once among all processes. */
export interface MigrationHappening {
  /** Ms it stood in the queue; when it was let through. */
  readonly waitedMs: number | null;
  readonly started: boolean;
  readonly ended: boolean;
}

/** The migrations that have not ended, followed by their events; no question to anybody. */
export interface MigrationBook {
  /**
   * Before the store is asked what is unfinished (at the start, and now and then, for what was missed of other processes); call what it
   * returns with the answer. What changed meanwhile is newer than the answer.
   */
  beginLoad(): (unfinished: readonly MigrationRecord[]) => void;
  /** Takes a new revision; `own`: this process wrote it, another one would count it elsewhere. */
  take(record: MigrationRecord, own: boolean): MigrationHappening;
  unfinished(): readonly MigrationRecord[];
  /** Those whose last revision this process wrote: it looks after them. */
  own(): readonly MigrationRecord[];
}

const NOTHING: MigrationHappening = { waitedMs: null, started: false, ended: false };

function waitedMs(before: MigrationRecord, now: MigrationRecord): number | null {
  if (before.queue.admittedAtMs !== null || now.queue.admittedAtMs === null) return null;
  return Math.max(0, now.queue.admittedAtMs - Math.max(now.createdAtMs, now.queue.notBeforeMs ?? 0));
}

export function createMigrationBook(): MigrationBook {
  const known = new Map<MigrationId, { readonly record: MigrationRecord; readonly own: boolean }>();
  let changed = new Set<MigrationId>();
  const load = (unfinished: readonly MigrationRecord[]): void => {
    const there = new Set(unfinished.map(({ id }) => id));
    for (const id of known.keys()) if (!there.has(id) && !changed.has(id)) known.delete(id);
    for (const record of unfinished) {
      if (changed.has(record.id)) continue;
      const before = known.get(record.id);
      if (!before || before.record.revision < record.revision) known.set(record.id, { record, own: before?.own ?? false });
    }
  };
  return {
    beginLoad() {
      changed = new Set();
      return load;
    },
    take(record, own) {
      const before = known.get(record.id);
      if (before && before.record.revision >= record.revision) return NOTHING;
      changed.add(record.id);
      if (record.endedAtMs === null) known.set(record.id, { record, own });
      else known.delete(record.id);
      // A record changes after its end too (clean-up): what was not known as unfinished has been counted.
      if (!before || !own) return NOTHING;
      return {
        waitedMs: waitedMs(before.record, record),
        started: before.record.startedAtMs === null && record.startedAtMs !== null,
        ended: record.endedAtMs !== null,
      };
    },
    unfinished: () => [...known.values()].map(({ record }) => record),
    own: () => [...known.values()].flatMap(({ record, own }) => (own && record.queue.admittedAtMs !== null ? [record] : [])),
  };
}
