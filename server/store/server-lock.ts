import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ConfigError } from "../config.ts";

/** "virtferr" read as a 64-bit number: one server for each database. */
const LOCK_KEY = "8532478860236223090";
/** After kill -9 of a server its backend needs a moment to see that nobody is there. */
const PATIENCE_MS = 3000;

/** The lock of a running server, held by one connection: it dies with the process, however that ends. */
export interface ServerLock {
  /** Resolves when the connection is gone though nobody released it. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
       and (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint`,
    [LOCK_KEY],
  );
  return rows[0]?.application_name ?? "another program";
}

/**
 * Takes the lock, or throws ConfigError that names who holds it (process id and machine). An advisory lock rather than a lock file: it
 * works for an external database too, across containers, and leaves nothing behind.
 */
export async function takeServerLock(connection: pg.ClientConfig, where: string): Promise<ServerLock> {
  const client = new pg.Client({
    ...connection,
    application_name: `VirtFerry process ${process.pid} on ${hostname()}`.slice(0, 63),
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  let released = false;
  const lost = new Promise<void>((resolve) => {
    client.on("end", () => {
      if (!released) resolve();
    });
  });
  // The "end" that follows says it.
  client.on("error", () => undefined);
  await client.connect();
  const release = async () => {
    released = true;
    await client.end();
  };
  try {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(150)) {
      const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1::bigint) as got", [LOCK_KEY]);
      if (rows[0]?.got) return { lost, release };
      if (Date.now() > end) {
        throw new ConfigError(
          `Another VirtFerry server already works on ${where}: ${await holder(client)}.\n` +
            "Stop it first, or give this one a data folder (VIRTFERRY_DATA_DIR) or database (DATABASE_URL) of its own.",
        );
      }
    }
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
}
