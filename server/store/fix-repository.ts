import { and, arrayContains, asc, desc, eq, isNull, notInArray, or } from "drizzle-orm";
import type { Db } from "./database.ts";
import type { FixRepository } from "./repositories.ts";
import { fixes } from "./schema.ts";

/** Every press of Fix, with what ran. Nothing is ever removed. What runs is this process's, whose id is `processId`. */
export function createFixRepository(db: Db, processId: string): FixRepository {
  const one = async (where: ReturnType<typeof eq>) => {
    const [row] = await db.select({ record: fixes.record }).from(fixes).where(where);
    return row?.record;
  };
  return {
    async insert(record, idempotencyKey) {
      const { id, revision, atMs, state, request } = record;
      const { rowCount } = await db
        .insert(fixes)
        .values({ id, revision, idempotencyKey, atMs, state, hostIds: [...request.hostIds], processId, record })
        .onConflictDoNothing({ target: fixes.idempotencyKey });
      return rowCount === 1;
    },
    byKey: (idempotencyKey) => one(eq(fixes.idempotencyKey, idempotencyKey)),
    get: (id) => one(eq(fixes.id, id)),
    async update(record) {
      const { rowCount } = await db
        .update(fixes)
        .set({ revision: record.revision, state: record.state, processId, record })
        .where(and(eq(fixes.id, record.id), eq(fixes.revision, record.revision - 1)));
      if (rowCount !== 1) throw new Error(`fix ${record.id} is not at revision ${record.revision - 1}`);
    },
    async list({ hostId, limit }) {
      const rows = await db
        .select({ record: fixes.record })
        .from(fixes)
        .where(hostId === undefined ? undefined : arrayContains(fixes.hostIds, [hostId]))
        .orderBy(desc(fixes.atMs), desc(fixes.id))
        .limit(limit);
      return rows.map((row) => row.record);
    },
    async running(exceptOf = []) {
      const strange = or(isNull(fixes.processId), notInArray(fixes.processId, [...exceptOf]));
      const rows = await db
        .select({ record: fixes.record })
        .from(fixes)
        .where(and(eq(fixes.state, "running"), strange))
        .orderBy(asc(fixes.atMs));
      return rows.map((row) => row.record);
    },
  };
}
