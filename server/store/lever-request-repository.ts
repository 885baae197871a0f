import { and, asc, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { migrationId } from "../../lib/core/model/ids.ts";
import type { Db } from "./database.ts";
import type { LeverRequestRepository } from "./repositories.ts";
import { leverRequests } from "./schema.ts";

/** What was asked of migrations that other processes look after; each is answered once. */
export function createLeverRequestRepository(db: Db): LeverRequestRepository {
  const outcome: LeverRequestRepository["outcome"] = async (id) => {
    const [row] = await db.select({ outcome: leverRequests.outcome }).from(leverRequests).where(eq(leverRequests.id, id));
    return row?.outcome ?? null;
  };
  return {
    async insert(request) {
      await db.insert(leverRequests).values(request);
    },
    async open(migrationIds) {
      const rows = await db
        .select()
        .from(leverRequests)
        .where(and(inArray(leverRequests.migrationId, [...migrationIds]), isNull(leverRequests.outcome)))
        .orderBy(asc(leverRequests.atMs), asc(leverRequests.id));
      return rows.map(({ outcome: _, ...row }) => ({ ...row, migrationId: migrationId(row.migrationId) }));
    },
    async answer(id, wanted) {
      const unanswered = and(eq(leverRequests.id, id), isNull(leverRequests.outcome));
      const { rowCount } = await db.update(leverRequests).set({ outcome: wanted }).where(unanswered);
      return rowCount === 1 ? wanted : ((await outcome(id)) ?? wanted);
    },
    outcome,
    async forget(beforeMs) {
      await db.delete(leverRequests).where(and(lt(leverRequests.atMs, beforeMs), isNotNull(leverRequests.outcome)));
    },
  };
}
