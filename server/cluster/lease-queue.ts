import { sql } from "drizzle-orm";
import type pg from "pg";
import { fromDrizzle, PgBoss } from "pg-boss";
import { type MigrationId, migrationId } from "../../lib/core/model/ids.ts";
import type { Logger } from "../logger.ts";
import type { Db } from "../store/database.ts";

/** One taking of a migration: the next one of the same migration has another attempt, so that each can be told from all others. */
export interface Taking {
  readonly migrationId: MigrationId;
  readonly jobId: string;
  readonly attempt: number;
}

/** A migration in the queue; `active` = somebody has taken it. */
export interface QueuedJob extends Taking {
  readonly active: boolean;
}

/** The lease part of pg-boss: one job for each migration that somebody has to look after, and who takes the job has the lease. */
export interface LeaseQueue {
  send(id: MigrationId, tx?: Pick<Db, "execute">): Promise<void>;
  /** The next one that nobody has; null when there is none. */
  take(): Promise<Taking | null>;
  /** Renews all in one statement; the answer has the job ids of those that are still ours. */
  renew(takings: readonly Taking[], tx?: Pick<Db, "execute">): Promise<ReadonlySet<string>>;
  /** Nobody need look after it any more. */
  drop(taking: Taking): Promise<void>;
  /** Somebody else may take it at once. */
  giveBack(takings: readonly Taking[]): Promise<void>;
  all(): Promise<readonly QueuedJob[]>;
  /** Frees what was not renewed for LAPSES_AFTER_S, whoever had it. */
  freeLapsed(): Promise<void>;
  close(): Promise<void>;
}

interface Work {
  readonly migrationId: string;
}

const SCHEMA = "queue";
const QUEUE = "care";
const CHANNEL = "virtferry_leases";
/** pg-boss's smallest. */
export const LAPSES_AFTER_S = 10;
/** pg-boss's longest: a migration that takes longer is handed over to whoever is free, maybe to the same process. */
const LONGEST_S = 24 * 60 * 60;
const HAND_OVERS = 1_000_000;
const CONNECTIONS = 3;
const QUERY_TIMEOUT_MS = 10_000;

/**
 * Opens it, making pg-boss's tables (schema "queue") at the first start. It works on connections of its own, so that a lease is renewed
 * however busy the store is. `onSent` is called for whatever is sent or given back in any process of this database.
 */
export async function openLeaseQueue(connection: pg.ClientConfig, logger: Logger, onSent: () => void): Promise<LeaseQueue> {
  const boss = createBoss(connection, logger);
  await boss.start();
  try {
    await boss.createQueue(QUEUE, {
      policy: "exclusive",
      heartbeatSeconds: LAPSES_AFTER_S,
      expireInSeconds: LONGEST_S,
      retryLimit: HAND_OVERS,
      retryDelay: 0,
    });
    const listening = await boss.getDb().listen?.(CHANNEL, onSent, onSent);
    const own = boss.getDb();
    const announce = async () => void (await own.executeSql("select pg_notify($1, '')", [CHANNEL]));
    return {
      async send(id, tx) {
        const options = { singletonKey: id, ...(tx && { db: fromDrizzle(tx, sql) }) };
        await boss.send(QUEUE, { migrationId: id } satisfies Work, options);
        // Within a transaction it is heard when that is committed.
        if (tx) await tx.execute(sql`select pg_notify(${CHANNEL}, '')`);
        else await announce();
      },
      async take() {
        const [job] = await boss.fetch<Work>(QUEUE);
        return job ? takingOf(job) : null;
      },
      async renew(takings, tx) {
        const db = tx && { db: fromDrizzle(tx, sql) };
        return settledIn(await boss.touch(QUEUE, takings.map(attemptOf), db));
      },
      async drop(taking) {
        await boss.deleteJob(QUEUE, attemptOf(taking));
      },
      async giveBack(takings) {
        if (takings.length === 0) return;
        await boss.fail(QUEUE, takings.map(attemptOf));
        await announce();
      },
      async all() {
        const jobs = await boss.findJobs<Work>(QUEUE);
        return jobs
          .filter(({ state }) => state === "created" || state === "retry" || state === "active")
          .map((job) => ({ ...takingOf(job), active: job.state === "active" }));
      },
      freeLapsed: () => boss.supervise(QUEUE),
      async close() {
        await listening?.close();
        await boss.stop({ graceful: false });
      },
    };
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
}

/** Its own timers do next to nothing: what it does by the second is done by whoever holds leases, and only while somebody does. */
function createBoss(connection: pg.ClientConfig, logger: Logger): PgBoss {
  const options = {
    ...connection,
    application_name: `VirtFerry leases of ${process.pid}`,
    keepAlive: true,
    query_timeout: QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
    max: CONNECTIONS,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    monitorIntervalSeconds: 1,
    monitorVacuum: false,
    reindex: false,
  };
  const boss = new PgBoss(options as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on("error", (error) => logger.warn({ err: error }, "the lease queue has trouble with the database"));
  boss.on("warning", (warning) => logger.warn({ warning }, "the lease queue warns"));
  return boss;
}

function takingOf(job: { readonly id: string; readonly retryCount: number; readonly data: Work }): Taking {
  return { migrationId: migrationId(job.data.migrationId), jobId: job.id, attempt: job.retryCount };
}

function attemptOf({ jobId, attempt }: Taking): { id: string; retryCount: number } {
  return { id: jobId, retryCount: attempt };
}

/** The ids that a command of pg-boss reached; its types do not show them. */
function settledIn(response: object): ReadonlySet<string> {
  if (!("settled" in response) || !Array.isArray(response.settled))
    throw new Error("pg-boss does not say which jobs it reached any more");
  return new Set(response.settled.map(String));
}
