import { and, eq, isNull, sql } from "drizzle-orm";
import { completeRecord } from "../../lib/core/migration/complete-record.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { Db } from "./database.ts";
import type { QueueRepository } from "./repositories.ts";
import { migrations } from "./schema.ts";

/** "vf-queue" read as a 64-bit number: one decision at a time on each database. */
const LOCK_KEY = "8531556509424121189";

/** The migrations that wait. Who writes a record before it was let through does it here, under one lock of the database. */
export function createQueueRepository(db: Db): QueueRepository {
  return {
    async anyWaits() {
      const waiting = and(isNull(migrations.endedAtMs), isNull(migrations.admittedAtMs));
      const rows = await db.select({ id: migrations.id }).from(migrations).where(waiting).limit(1);
      return rows.length > 0;
    },
    change: (decide, handOver) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY}::bigint)`);
        const rows = await tx
          .select({ record: migrations.record })
          .from(migrations)
          .where(isNull(migrations.endedAtMs))
          .orderBy(migrations.createdAtMs, migrations.id);
        const changed = decide(rows.map(({ record }) => completeRecord(record)));
        for (const record of changed) {
          await write(tx, record);
          if (record.queue.admittedAtMs !== null) await handOver(record.id, tx);
        }
        return changed;
      }),
  };
}

async function write(tx: Pick<Db, "update">, record: MigrationRecord): Promise<void> {
  const { revision, endedAtMs, queue } = record;
  const waiting = and(eq(migrations.id, record.id), eq(migrations.revision, revision - 1), isNull(migrations.admittedAtMs));
  const { rowCount } = await tx
    .update(migrations)
    .set({ revision, endedAtMs, admittedAtMs: queue.admittedAtMs, record })
    .where(waiting);
  if (rowCount !== 1) throw new Error(`migration ${record.id}: revision ${revision} does not follow the stored one`);
}
