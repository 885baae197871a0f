import { advance, type MigrationEvent } from "../../lib/core/migration/lifecycle.ts";
import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** The one writer of a migration's record: one event at a time, stored, then announced. */
export interface RecordKeeper {
  /** The record as it is stored. */
  current(): MigrationRecord;
  /** Applies an event after all that were applied before it. Rejects when the event is not possible or the store fails; nothing has changed then. */
  apply(event: MigrationEvent): Promise<MigrationRecord>;
  addSample(sample: MigrationSample): Promise<void>;
}

/** Takes a stored record into care. */
export function keepRecord(deps: Pick<MigrationDependencies, "store" | "events">, stored: MigrationRecord): RecordKeeper {
  let record = stored;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
  return {
    current: () => record,
    apply: (event) =>
      inTurn(async () => {
        const next = advance(record, event);
        if (next === record) return record;
        await deps.store.migrations.update(next);
        record = next;
        deps.events.emit("migration:state", next);
        return next;
      }),
    addSample: async (sample) => {
      await deps.store.migrations.appendSample(record.id, sample);
      deps.events.emit("migration:sample", record.id, sample);
    },
  };
}
