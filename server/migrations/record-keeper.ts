import { advance, type MigrationEvent } from "../../lib/core/migration/lifecycle.ts";
import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import { asStoreFull } from "../store-error.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** The one writer of a migration's record: one event at a time, stored, then announced. */
export interface RecordKeeper {
  /** The record as it is stored. */
  current(): MigrationRecord;
  /** Applies an event after all that were applied before it. Rejects when the event is not possible or the store fails; nothing has changed then. */
  apply(event: MigrationEvent): Promise<MigrationRecord>;
  addSample(sample: MigrationSample): Promise<void>;
}

/**
 * Takes a stored record into care. `owner` is the token that every write carries; when the store says that somebody else has the migration now,
 * `onLost` is called, and the write is not tried again.
 */
export function keepRecord(
  deps: Pick<MigrationDependencies, "store" | "events">,
  stored: MigrationRecord,
  owner?: string,
  onLost?: () => void,
): RecordKeeper {
  const { migrations } = deps.store;
  let record = stored;
  let uncertain = false;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
  const write = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof NotOwnerError) onLost?.();
      throw error;
    }
  };
  /** A write whose answer got lost on its way may have been stored all the same. */
  const makeCertain = async (): Promise<void> => {
    const found = await migrations.get(record.id);
    if (!found) throw new Error(`migration ${record.id} is not stored any more`);
    const changed = found.revision !== record.revision;
    record = found;
    uncertain = false;
    if (changed) deps.events.emit("migration:state", found);
  };
  return {
    current: () => record,
    apply: (event) =>
      inTurn(async () => {
        if (uncertain) await makeCertain();
        const next = advance(record, event);
        if (next === record) return record;
        uncertain = true;
        await write(() => migrations.update(next, owner));
        uncertain = false;
        record = next;
        deps.events.emit("migration:state", next);
        return next;
      }),
    addSample: async (sample) => {
      try {
        await write(() => migrations.appendSample(record.id, sample, owner));
      } catch (error) {
        // On a full disk the curve has a gap; who watches the migration goes on, and the pages see the reading.
        if (asStoreFull(error) === null) throw error;
      }
      deps.events.emit("migration:sample", record.id, sample);
    },
  };
}
