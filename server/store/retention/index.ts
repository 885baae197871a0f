import { readdirSync, rmSync } from "node:fs";
import { getCompileCacheDir } from "node:module";
import { basename, dirname, join } from "node:path";
import type pg from "pg";
import type { Logger } from "../../logger.ts";
import { forgetMigrations, forgetTheRest } from "./forget.ts";
import { type RetentionLimits, RUN_EVERY_MS } from "./limits.ts";
import { thinEnded, thinUnfinished } from "./thin.ts";

export type { RetentionLimits } from "./limits.ts";

/** "vf-keeps" read as a 64-bit number: of all processes on a database one tidies up at a time. */
const LOCK_KEY = "8531556483385880691";
/** A start has better things to do. */
const FIRST_AFTER_MS = 20_000;

/** What was taken away. */
export interface Swept {
  readonly thinned: number;
  readonly forgotten: number;
}

/** Takes away what nobody needs any more; null when another process is at it. Never what has not ended or needs somebody. */
export async function sweep(pool: Pick<pg.Pool, "connect">, limits: RetentionLimits, nowMs: number): Promise<Swept | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1::bigint) as got", [LOCK_KEY]);
    if (!rows[0]?.got) return null;
    const forgotten = await forgetMigrations(client, limits, nowMs);
    const thinned = await thinEnded(client, nowMs);
    await thinUnfinished(client, nowMs);
    await forgetTheRest(client, limits, nowMs);
    await client.query("select pg_advisory_unlock($1::bigint)", [LOCK_KEY]);
    return { thinned, forgotten };
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A broken connection is closed: with it go an open transaction and the lock.
    client.release(broken);
  }
}

/** Compiled code of versions of Node that are not used any more; that of this one has one file for each source and does not grow. */
export function dropOldCompileCaches(): void {
  const current = getCompileCacheDir();
  if (current === undefined || basename(dirname(current)) !== "compile-cache") return;
  for (const name of readdirSync(dirname(current)))
    if (name !== basename(current)) rmSync(join(dirname(current), name), { recursive: true, force: true });
}

/** Sweeps a while after the start and then every hour. Returns what ends it. */
export function keepSweeping(
  pool: Pick<pg.Pool, "connect">,
  limits: RetentionLimits,
  logger: Logger,
  now: () => number,
): () => void {
  const run = async (): Promise<void> => {
    try {
      dropOldCompileCaches();
      const begun = performance.now();
      const swept = await sweep(pool, limits, now());
      if (swept && swept.thinned + swept.forgotten > 0)
        logger.info({ ...swept, ms: Math.round(performance.now() - begun) }, "took away what nobody needs any more");
    } catch (error) {
      logger.warn({ err: error }, "could not tidy up; trying again in an hour");
    }
  };
  const first = setTimeout(() => void run(), FIRST_AFTER_MS).unref();
  const hourly = setInterval(() => void run(), RUN_EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(hourly);
  };
}
