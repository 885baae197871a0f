import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import type { Db } from "./database.ts";
import type { PolicyRepository } from "./repositories.ts";
import { policies } from "./schema.ts";

const UNIQUE_VIOLATION = "23505";

/** Drizzle wraps what PostgreSQL said. */
function isTaken(error: unknown): boolean {
  const said = error instanceof Error ? (error.cause ?? error) : error;
  return said instanceof pg.DatabaseError && said.code === UNIQUE_VIOLATION;
}

/** Named policies. That a name is there once is decided by an index, so no race can get past it. */
export function createPolicyRepository(db: Db): PolicyRepository {
  return {
    async list() {
      const rows = await db
        .select({ policy: policies.policy })
        .from(policies)
        .orderBy(asc(sql`lower(${policies.name})`), asc(policies.id));
      return rows.map((row) => row.policy);
    },
    async insert(policy) {
      const { rowCount } = await db.insert(policies).values({ id: policy.id, name: policy.name, policy }).onConflictDoNothing();
      return rowCount === 1;
    },
    async update(policy) {
      try {
        const { rowCount } = await db.update(policies).set({ name: policy.name, policy }).where(eq(policies.id, policy.id));
        return rowCount === 1 ? "saved" : "gone";
      } catch (error) {
        if (isTaken(error)) return "name-taken";
        throw error;
      }
    },
    async remove(id) {
      const { rowCount } = await db.delete(policies).where(eq(policies.id, id));
      return rowCount === 1;
    },
  };
}
