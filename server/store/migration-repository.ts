import { and, desc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { completeRecord } from "../../lib/core/migration/complete-record.ts";
import { migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import type { Db } from "./database.ts";
import type { InsertOutcome, MigrationRepository } from "./repositories.ts";
import { migrationLog, migrationSamples, migrations } from "./schema.ts";

function columnsOf(record: MigrationRecord) {
  const { revision, endedAtMs, queue } = record;
  return { revision, endedAtMs, admittedAtMs: queue.admittedAtMs, record };
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

/** True in the database as long as the migration's owner is this one; nobody in particular is always right. */
function isOurs(id: string, owner: string | undefined): SQL {
  return owner === undefined
    ? sql`true`
    : sql`exists (select 1 from ${migrations} where ${migrations.id} = ${id} and ${migrations.owner} = ${owner})`;
}

async function refuseStranger(db: Db, id: string, owner: string): Promise<void> {
  const [row] = await db.select({ owner: migrations.owner }).from(migrations).where(eq(migrations.id, id));
  if (row?.owner !== owner) throw new NotOwnerError(id);
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
    async admitted() {
      const rows = await db
        .select({ id: migrations.id })
        .from(migrations)
        .where(and(isNull(migrations.endedAtMs), isNotNull(migrations.admittedAtMs)))
        .orderBy(migrations.admittedAtMs, migrations.id);
      return rows.map(({ id }) => migrationId(id));
    },
    claim: (id, owner, confirm) =>
      db.transaction(async (tx) => {
        // First the lease, then the record: whoever takes the lease from us waits for the end of this.
        if (!(await confirm(tx))) return "lost";
        const rows = await tx
          .update(migrations)
          .set({ owner })
          .where(eq(migrations.id, id))
          .returning({ record: migrations.record });
        return rows[0] ? completeRecord(rows[0].record) : "gone";
      }),
    async update(record, owner) {
      const { id, revision } = record;
      const previous = and(eq(migrations.id, id), eq(migrations.revision, revision - 1));
      const ours = owner === undefined ? undefined : eq(migrations.owner, owner);
      const { rowCount } = await db.update(migrations).set(columnsOf(record)).where(and(previous, ours));
      if (rowCount === 1) return;
      if (owner !== undefined) await refuseStranger(db, id, owner);
      throw new Error(`migration ${id}: revision ${revision} does not follow the stored one`);
    },
    async appendSample(id, sample, owner) {
      const { rowCount } = await db.execute(sql`
        insert into ${migrationSamples} (migration_id, at_ms, sample)
        select ${id}, ${sample.atMs}::double precision, ${JSON.stringify(sample)}::json where ${isOurs(id, owner)}
        on conflict (migration_id, at_ms) do update set sample = excluded.sample`);
      if (rowCount !== 1) throw new NotOwnerError(id);
    },
    async samples(id) {
      const rows = await db
        .select({ sample: migrationSamples.sample })
        .from(migrationSamples)
        .where(eq(migrationSamples.migrationId, id))
        .orderBy(migrationSamples.atMs);
      return rows.map((row) => row.sample);
    },
    async putLog(id, entry, owner) {
      const { rowCount } = await db.execute(sql`
        insert into ${migrationLog} (migration_id, id, entry)
        select ${id}, ${entry.id}::integer, ${JSON.stringify(entry)}::json where ${isOurs(id, owner)}
        on conflict (migration_id, id) do update set entry = excluded.entry`);
      if (rowCount !== 1) throw new NotOwnerError(id);
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
