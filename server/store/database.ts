import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import { healthOf, type StoreHealth } from "./health.ts";
import { migrateSchema } from "./migrate.ts";
import { openPostgres } from "./postgres/index.ts";
import type { Postgres } from "./postgres/postgres.ts";
import * as schema from "./schema.ts";
import { type ServerLock, takeServerLock } from "./server-lock.ts";
import { keepServerLock } from "./server-lock-keeper.ts";
import { guardedClient } from "./space/guarded-client.ts";

export type Db = NodePgDatabase<typeof schema>;

/** The open database: ours alone until closed when it is the embedded one, else shared with other servers like this one. */
export interface Database {
  readonly db: Db;
  /** For figures of its use; whoever asks the database goes through `db`. */
  readonly pool: Pick<pg.Pool, "connect" | "on" | "totalCount" | "idleCount" | "waitingCount">;
  /** For those who need connections of their own: listeners, leases. */
  readonly connection: pg.ClientConfig;
  /** True when no other server can be at work on it. */
  readonly sole: boolean;
  /** What it is, for people: "PostgreSQL 18.4, embedded". */
  readonly description: string;
  /** Resolves with the reason when the database can no longer be ours (another server took it): the process must end. */
  readonly lost: Promise<string>;
  /** Whether there is room to store anything, and how much. */
  health(): StoreHealth;
  /** The first set-up (admin, keys) is done: until then another server that starts on this database waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

async function describe(pool: pg.Pool, postgres: Postgres): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>("show server_version");
  return `PostgreSQL ${rows[0]?.server_version.split(" ")[0] ?? ""}, ${postgres.embedded ? "embedded" : "external"}`;
}

/**
 * Opens the database of `config`: brings up our own PostgreSQL or connects to the external one, takes the server's lock (of the embedded
 * database alone, of an external one together with others), brings the schema up to date. Throws ConfigError with what to do when another server holds it or the settings cannot work.
 */
export async function openDatabase(config: Pick<Config, "dataDir" | "databaseUrl">, logger: Logger): Promise<Database> {
  const postgres = await openPostgres(config, logger);
  const pool = new pg.Pool({
    ...postgres.connection,
    max: 12,
    application_name: `VirtFerry pool of ${process.pid}`,
    ...(postgres.space ? { Client: guardedClient(postgres.space) } : {}),
  });
  // An idle connection that dies (database restarted) is replaced by the pool; here it is only put on record.
  let closing = false;
  pool.on("error", (error) => {
    if (!closing) logger.warn({ err: error }, "a database connection was lost");
  });
  let lock: ServerLock;
  try {
    lock = await takeServerLock(postgres.connection, postgres.where, { shared: !postgres.embedded, boot: true });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const keeper = keepServerLock(lock, postgres, logger);
  try {
    await postgres.tidy();
    await migrateSchema(pool);
    return {
      db: drizzle(pool, { schema }),
      pool,
      description: await describe(pool, postgres),
      connection: postgres.connection,
      sole: postgres.embedded,
      lost: keeper.lost,
      health: () => healthOf(postgres.space, config.dataDir),
      settled: () => keeper.endBoot(),
      async close() {
        closing = true;
        await pool.end();
        // The lock goes last, with the database itself: a server that starts now waits for it instead of meeting one that is going down.
        keeper.stop();
        await postgres.stop();
        await keeper.release();
      },
    };
  } catch (error) {
    await pool.end();
    keeper.stop();
    await postgres.stop();
    await keeper.release();
    throw error;
  }
}
