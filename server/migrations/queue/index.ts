import type { Message } from "../../../lib/core/model/finding.ts";
import type { MigrationId } from "../../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import type { ActiveMigration } from "../active.ts";
import type { CellBook } from "../cell-book.ts";
import { openCommandLog } from "../command-log.ts";
import type { QueueDependencies } from "../dependencies.ts";
import { createDispatcher } from "./dispatcher.ts";
import { type Rechecked, recheck } from "./recheck.ts";
import { lately, retry } from "./retry.ts";

/** Decisions of this process that are remembered, at most. */
const REMEMBERED = 500;

/** The way of a migration from "stored" to "launched", and from a failure to its next try. */
export interface MigrationQueue {
  /** Takes in a record that was just decided on and stored, with the first note of its log; the record after the queue's decision. */
  enter(record: MigrationRecord, note: Message): Promise<MigrationRecord>;
  /** Takes one back that waits; null when it does not wait (any more). */
  cancel(id: MigrationId, by: string): Promise<MigrationRecord | null>;
  /** To be asked by whoever has the lease, right before the launch. */
  recheck(active: ActiveMigration): Promise<Rechecked>;
  /** Begins to let through and to try again. */
  start(): void;
  stop(): void;
}

export function createMigrationQueue(deps: QueueDependencies, cells: CellBook): MigrationQueue {
  const { store, events, logger } = deps;
  const dispatcher = createDispatcher(deps);
  const decidedHere = new Set<MigrationId>();
  let stopped = true;

  const enter = async (record: MigrationRecord, note: Message): Promise<MigrationRecord> => {
    const log = openCommandLog(deps, record.id, 1);
    log.note(note);
    await log.flushed();
    events.emit("migration:state", record);
    try {
      await dispatcher.dispatch();
    } catch (error) {
      // It is stored: the next look at the queue lets it through.
      logger.error({ migrationId: record.id, err: error }, "the queue could not be looked at");
    }
    return (await store.migrations.get(record.id)) ?? record;
  };
  const tryAgain = async (failed: MigrationRecord): Promise<void> => {
    const next = await retry(deps, failed);
    if (next) await enter(next, { key: "queue.notes.next-try", values: { attempt: next.queue.attempt, before: failed.id } });
  };
  const onEnd = (record: MigrationRecord): void => {
    if (stopped || record.endedAtMs === null || record.queue.retry.times === 0) return;
    tryAgain(record).catch((error: unknown) =>
      logger.error({ migrationId: record.id, err: error }, "the next try of a migration could not be stored"),
    );
  };

  /** Of a process that died between the end of a migration and the storing of its next try. */
  const lookForMissed = (): void => {
    lately(deps).then(
      (records) => records.forEach(onEnd),
      (error: unknown) => logger.error({ err: error }, "tries that are missing could not be looked for"),
    );
  };

  return {
    enter(record, note) {
      decidedHere.add(record.id);
      const [oldest] = decidedHere;
      if (decidedHere.size > REMEMBERED && oldest !== undefined) decidedHere.delete(oldest);
      return enter(record, note);
    },
    cancel: (id, by) => dispatcher.cancel(id, by),
    recheck: (active) => recheck(active, cells, decidedHere.has(active.id)),
    start() {
      stopped = false;
      events.own.on("migration:state", onEnd);
      events.on("process:changed", lookForMissed);
      dispatcher.start();
      lookForMissed();
    },
    stop() {
      stopped = true;
      events.own.off("migration:state", onEnd);
      events.off("process:changed", lookForMissed);
      dispatcher.stop();
    },
  };
}
