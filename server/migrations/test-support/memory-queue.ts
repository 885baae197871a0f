import type { MigrationRepository, QueueRepository, SettingsRepository } from "../../store/repositories.ts";

/** The queue's rules over migrations in memory: one decision at a time. */
export function memoryQueue(migrations: Pick<MigrationRepository, "unfinished" | "update">): QueueRepository {
  let last: Promise<unknown> = Promise.resolve();
  return {
    anyWaits: async () => (await migrations.unfinished()).some(({ queue }) => queue.admittedAtMs === null),
    change(decide, handOver) {
      const mine = last.then(async () => {
        const changed = decide((await migrations.unfinished()).toReversed());
        for (const record of changed) {
          await migrations.update(record);
          if (record.queue.admittedAtMs !== null) await handOver(record.id);
        }
        return changed;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

export function memorySettings(): SettingsRepository {
  const values = new Map<string, unknown>();
  return {
    get: async (name) => values.get(name),
    async save(name, value) {
      values.set(name, structuredClone(value));
    },
  };
}
