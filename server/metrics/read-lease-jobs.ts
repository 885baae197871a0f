import { sql } from "drizzle-orm";
import type { Db } from "../store/database.ts";
import type { LeaseJobs } from "./cluster-metrics.ts";

/** Counts the jobs of the lease queue (pg-boss's table; as many rows as migrations are at work). Rejects before the queue was ever opened. */
export async function readLeaseJobs(db: Pick<Db, "execute">): Promise<LeaseJobs> {
  const { rows } = await db.execute<{ waiting: number; held: number }>(sql`select
      count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as held
    from queue.job`);
  return rows[0] ?? { waiting: 0, held: 0 };
}
