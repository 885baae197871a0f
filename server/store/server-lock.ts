import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ConfigError } from "../config.ts";

/** "virtferr" read as a 64-bit number: held alone by the one server of an embedded database, shared by those of an external one. */
const LOCK_KEY = "8532478860236223090";
/** "vf-boot!" read as a 64-bit number. */
const BOOT_KEY = "8531556444133487649";
/** Longest that a start waits for another one's schema changes and first set-up. */
const BOOT_PATIENCE_MS = 120_000;
/** After kill -9 of a server its backend needs a moment to see that nobody is there. */
const PATIENCE_MS = 3000;

/** The lock of a running server, held by one connection: it dies with the process, however that ends. */
export interface ServerLock {
  /** Resolves when the connection is gone though nobody released it. */
  readonly lost: Promise<void>;
  /** The schema is up to date and the first set-up is done: the next server may begin with its own. */
  endBoot(): Promise<void>;
  release(): Promise<void>;
}

/**
 * exclusive: nobody else may be at work on this database; shared: others of our kind may. `boot`: hold off the starts of the others until `endBoot`
 * (who holds the lock exclusively is alone in any case).
 */
export interface LockKind {
  readonly shared: boolean;
  readonly boot: boolean;
}

async function holder(client: pg.Client, key: string): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
       and (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint`,
    [key],
  );
  return rows[0]?.application_name ?? "another program";
}

/**
 * Takes the lock, or throws ConfigError that names who holds it (process id and machine). An advisory lock rather than a lock file: it
 * works for an external database too, across containers, and leaves nothing behind.
 */
export async function takeServerLock(connection: pg.ClientConfig, where: string, kind: LockKind): Promise<ServerLock> {
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
  let booting = kind.shared && kind.boot;
  const endBoot = async () => {
    if (!booting) return;
    booting = false;
    await client.query("select pg_advisory_unlock($1::bigint)", [BOOT_KEY]);
  };
  try {
    const take = kind.shared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
    if (!(await tryFor(client, take, LOCK_KEY, PATIENCE_MS))) {
      throw new ConfigError(
        `Another VirtFerry server already works on ${where}: ${await holder(client, LOCK_KEY)}.\n` +
          "Stop it first, or give this one a data folder (VIRTFERRY_DATA_DIR) or database (DATABASE_URL) of its own.",
      );
    }
    if (booting && !(await tryFor(client, "pg_try_advisory_lock", BOOT_KEY, BOOT_PATIENCE_MS))) {
      throw new ConfigError(
        `Another VirtFerry server is still setting up ${where}: ${await holder(client, BOOT_KEY)}. Look at its log, then start this one again.`,
      );
    }
    return { lost, endBoot, release };
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
}

type TryLock = "pg_try_advisory_lock" | "pg_try_advisory_lock_shared";

async function tryFor(client: pg.Client, take: TryLock, key: string, patienceMs: number): Promise<boolean> {
  for (const end = performance.now() + patienceMs; ; await sleep(150)) {
    const { rows } = await client.query<{ got: boolean }>(`select ${take}($1::bigint) as got`, [key]);
    if (rows[0]?.got) return true;
    if (performance.now() > end) return false;
  }
}
