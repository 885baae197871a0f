import { and, desc, eq, isNull, or, type SQL } from "drizzle-orm";
import { completeRecord } from "../../lib/core/migration/complete-record.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { Db } from "./database.ts";
import type { InsertOutcome, MigrationRepository } from "./repositories.ts";
import { migrationLog, migrationSamples, migrations } from "./schema.ts";

function columnsOf(record: MigrationRecord) {
  return { revision: record.revision, endedAtMs: record.endedAtMs, record };
}

async function firstRecord(db: Db, where: SQL | undefined): Promise<MigrationRecord | undefined> {
  const rows = await db.select({ record: migrations.record }).from(migrations).where(where).limit(1);
  return rows[0] && completeRecord(rows[0].record);
}

async function insert(db: Db, record: MigrationRecord, idempotencyKey: string): Promise<InsertOutcome> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { rowCount } = await db
      .insert(migrations)
      .values({
        id: record.id,
        idempotencyKey,
        domainUuid: record.request.domainUuid,
        sourceHostId: record.request.sourceHostId,
        destinationHostId: record.request.destinationHostId,
        createdAtMs: record.createdAtMs,
        ...columnsOf(record),
      })
      // Either unique index may say no; which one did is read afterwards.
      .onConflictDoNothing();
    if (rowCount === 1) return { kind: "inserted" };
    const repeated = await firstRecord(db, eq(migrations.idempotencyKey, idempotencyKey));
    if (repeated) return { kind: "repeated", record: repeated };
    const busy = await firstRecord(db, and(eq(migrations.domainUuid, record.request.domainUuid), isNull(migrations.endedAtMs)));
    if (busy) return { kind: "domain-busy", record: busy };
    if (await firstRecord(db, eq(migrations.id, record.id))) throw new Error(`the migration id ${record.id} is taken`);
    // The one that stood in the way ended between the two statements: try again.
  }
  throw new Error(`could not insert migration ${record.id}: the domain's migrations change too fast`);
}

/** Migrations with their samples and logs. Each write is one statement, so it is committed when it resolves. */
export function createMigrationRepository(db: Db): MigrationRepository {
  return {
    insert: (record, idempotencyKey) => insert(db, record, idempotencyKey),
    get: (id) => firstRecord(db, eq(migrations.id, id)),
    async list({ domainUuid, hostId, limit }) {
      const ofDomain = domainUuid === undefined ? undefined : eq(migrations.domainUuid, domainUuid);
      const ofHost =
        hostId === undefined ? undefined : or(eq(migrations.sourceHostId, hostId), eq(migrations.destinationHostId, hostId));
      const rows = await db
        .select({ record: migrations.record })
        .from(migrations)
        .where(and(ofDomain, ofHost))
        .orderBy(desc(migrations.createdAtMs), desc(migrations.id))
        .limit(limit);
      return rows.map((row) => completeRecord(row.record));
    },
    async unfinished() {
      const rows = await db
        .select({ record: migrations.record })
        .from(migrations)
        .where(isNull(migrations.endedAtMs))
        .orderBy(migrations.createdAtMs, migrations.id);
      return rows.map((row) => completeRecord(row.record));
    },
    async update(record) {
      const previous = and(eq(migrations.id, record.id), eq(migrations.revision, record.revision - 1));
      const { rowCount } = await db.update(migrations).set(columnsOf(record)).where(previous);
      if (rowCount !== 1) throw new Error(`migration ${record.id}: revision ${record.revision} does not follow the stored one`);
    },
    async appendSample(id, sample) {
      await db
        .insert(migrationSamples)
        .values({ migrationId: id, atMs: sample.atMs, sample })
        .onConflictDoUpdate({ target: [migrationSamples.migrationId, migrationSamples.atMs], set: { sample } });
    },
    async samples(id) {
      const rows = await db
        .select({ sample: migrationSamples.sample })
        .from(migrationSamples)
        .where(eq(migrationSamples.migrationId, id))
        .orderBy(migrationSamples.atMs);
      return rows.map((row) => row.sample);
    },
    async putLog(id, entry) {
      await db
        .insert(migrationLog)
        .values({ migrationId: id, id: entry.id, entry })
        .onConflictDoUpdate({ target: [migrationLog.migrationId, migrationLog.id], set: { entry } });
    },
    async log(id) {
      const rows = await db
        .select({ entry: migrationLog.entry })
        .from(migrationLog)
        .where(eq(migrationLog.migrationId, id))
        .orderBy(migrationLog.id);
      return rows.map((row) => row.entry);
    },
  };
}
