import { join } from "node:path";
import type pg from "pg";
import { asideName } from "./set-aside.ts";
import { writeBackup } from "./write-backup.ts";

/** All that any version of this program ever made in the schema "public" of its database. */
const OUR_TABLES = [
  ...["hosts", "host_facts", "ssh_keys", "migrations", "migration_samples", "migration_log", "policies", "fixes"],
  ...["link_figures", "settings", "server_processes", "lever_requests", "socket_io_attachments"],
  ...["users", "sessions", "accounts", "verifications", "schema_migrations"],
];

/** True when a VirtFerry has its tables in this database. */
export async function isFilled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.schema_migrations') is not null as there");
  return rows[0]?.there === true;
}

/** Writes what is in the database to a backup file in the data folder; its path. */
export async function saveAside(
  client: pg.ClientBase,
  dataDir: string,
  about: { version: string; madeAtMs: number },
): Promise<string> {
  const kept = join(dataDir, `${asideName(about.madeAtMs)}.backup`);
  await writeBackup(client, dataDir, kept, about);
  return kept;
}

/** Drops our tables and the lease queue's, in the open transaction. What else is in the database is left alone. */
export async function dropOurs(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename = any($1)",
    [OUR_TABLES],
  );
  for (const { name } of rows) await client.query(`drop table public."${name}" cascade`);
  await client.query("drop schema if exists queue cascade");
}
