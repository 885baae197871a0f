import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";

/** Brings the schema up to date with the shipped migrations, in one transaction. */
export async function migrateSchema(pool: pg.Pool): Promise<void> {
  await migrate(drizzle(pool), {
    migrationsFolder: join(import.meta.dirname, "schema-migrations"),
    migrationsTable: "schema_migrations",
    migrationsSchema: "public",
  });
}
