import { join } from "node:path";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";
import { ConfigError } from "../config.ts";

/** What one shipped schema migration is called in the database: drizzle-kit's own table, so that its tools go on working. */
const CREATE_BOOK =
  "create table if not exists public.schema_migrations (id serial primary key, hash text not null, created_at bigint)";

/** The shipped schema migrations, oldest first: each one's time is its name. */
export function shippedMigrations(): readonly MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: join(import.meta.dirname, "schema-migrations") });
}

/** The times of the schema migrations that this database has, oldest first; none for an empty database. */
export async function appliedMigrations(client: pg.ClientBase): Promise<readonly number[]> {
  const { rows: found } = await client.query("select to_regclass('public.schema_migrations') as name");
  if (found[0]?.name === null) return [];
  const { rows } = await client.query<{ created_at: string }>(
    "select created_at from public.schema_migrations order by created_at",
  );
  return rows.map((row) => Number(row.created_at));
}

/** Throws ConfigError when there is one among `applied` that this version does not know: it would misread what it finds. */
export function refuseNewerSchema(applied: readonly number[], what: string): void {
  const known = new Set(shippedMigrations().map(({ folderMillis }) => folderMillis));
  const strange = applied.filter((time) => !known.has(time));
  if (strange.length === 0) return;
  throw new ConfigError(
    `${what} was written by a newer VirtFerry: it has ${strange.length} schema ${strange.length === 1 ? "change" : "changes"} ` +
      `that this version does not know (the last of ${new Date(Math.max(...strange)).toISOString().slice(0, 10)}).\n` +
      "Nothing was changed. Start the newer version again, or restore a backup that was made before it.",
  );
}

/**
 * Brings the schema of an open transaction up to date with the shipped migrations, or only to the first `steps` of them. Throws ConfigError
 * for a database of a newer version. Nothing is kept unless the caller commits.
 */
export async function applySchema(client: pg.ClientBase, steps = Number.POSITIVE_INFINITY): Promise<void> {
  refuseNewerSchema(await appliedMigrations(client), "The database");
  await client.query(CREATE_BOOK);
  // Of two that come at once, the second waits here and then finds nothing left to do.
  await client.query("lock table public.schema_migrations in exclusive mode");
  const applied = new Set(await appliedMigrations(client));
  for (const { folderMillis, hash, sql } of shippedMigrations().slice(0, steps)) {
    if (applied.has(folderMillis)) continue;
    for (const statement of sql) await client.query(statement);
    await client.query("insert into public.schema_migrations (hash, created_at) values ($1, $2)", [hash, folderMillis]);
  }
}

/** Brings the schema up to date, in one transaction: a start that is cut short has changed nothing. */
export async function migrateSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await applySchema(client);
    await client.query("commit");
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection in a failed transaction is closed, which rolls it back.
    client.release(broken);
  }
}
