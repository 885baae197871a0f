import pg from "pg";
import { ConfigError } from "../../config.ts";
import type { Postgres } from "./postgres.ts";

const OLDEST = 15;

async function versionOf(connection: pg.ClientConfig): Promise<number> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>("show server_version_num");
    return Math.floor(Number(rows[0]?.server_version_num ?? 0) / 10_000);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server that a URL names, for messages: never its password. */
function nameOf(databaseUrl: string): string {
  try {
    const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
    return `the database "${database}" at ${host}${host.startsWith("/") ? "" : `:${port}`}`;
  } catch {
    throw new ConfigError("DATABASE_URL cannot be read. Use postgresql://user:password@host/database.");
  }
}

/** A PostgreSQL that somebody else runs. Throws ConfigError when it does not answer or is too old. */
export async function externalPostgres(databaseUrl: string): Promise<Postgres> {
  const where = nameOf(databaseUrl);
  const connection: pg.ClientConfig = { connectionString: databaseUrl, keepAlive: true };
  const ensure = async () => {
    let version: number;
    try {
      version = await versionOf(connection);
    } catch (error) {
      const why = (error instanceof Error && error.message) || (error as { code?: string }).code || String(error);
      throw new ConfigError(
        `DATABASE_URL leads to ${where}, which does not let us in: ${why}. Check the address, user and password.`,
      );
    }
    if (version < OLDEST)
      throw new ConfigError(`DATABASE_URL leads to ${where}, which is PostgreSQL ${version}. Use ${OLDEST} or newer.`);
  };
  await ensure();
  return { embedded: false, connection, where, space: null, ensure, tidy: async () => undefined, stop: async () => undefined };
}
