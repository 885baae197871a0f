import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { type Config, ConfigError } from "../../config.ts";
import { prepareDataFolder } from "../../data-folder.ts";
import type { Logger } from "../../logger.ts";
import { preparePostgresHome } from "../postgres/home.ts";
import { openPostgres } from "../postgres/index.ts";
import { postgresUser } from "../postgres/os-user.ts";
import { connectionTo, postmasterPid } from "../postgres/postmaster.ts";
import { takeServerLock } from "../server-lock.ts";
import { type BackupCounts, writeBackup } from "./write-backup.ts";

type Where = Pick<Config, "dataDir" | "databaseUrl">;

/** Calls `work` with the database of a server that runs; or else with our own, started for it and held against a server that wants to start. */
async function withDatabase<T>(config: Where, logger: Logger, work: (connection: pg.ClientConfig) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null) {
    if (!existsSync(join(config.dataDir, "pg", "data", "PG_VERSION")))
      throw new ConfigError(`There is no database in the data folder ${config.dataDir}: nothing to back up.`);
    prepareDataFolder(config.dataDir);
    const home = preparePostgresHome(config.dataDir, postgresUser());
    if (postmasterPid(home) !== null) return await work(connectionTo(home));
  }
  const postgres = await openPostgres(config, logger);
  if (!postgres.embedded) return await work(postgres.connection);
  try {
    const lock = await takeServerLock(postgres.connection, postgres.where, { shared: false, boot: true });
    try {
      return await work(postgres.connection);
    } finally {
      await lock.release();
    }
  } finally {
    await postgres.stop();
  }
}

/**
 * Backs up the database and the data folder of `config` to `path`, while servers work on it or not. Throws ConfigError when there is nothing to back up or the
 * file cannot be written; nothing is left of it then.
 */
export async function makeBackup(
  config: Where,
  path: string,
  about: { readonly version: string; readonly madeAtMs: number },
  logger: Logger,
): Promise<BackupCounts> {
  return await withDatabase(config, logger, async (connection) => {
    const client = new pg.Client({ ...connection, application_name: `VirtFerry backup ${process.pid}` });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await writeBackup(client, config.dataDir, resolve(path), about);
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (syscall === undefined || syscall === "connect") throw error;
      const why = code === "ENOSPC" ? "there is no room left on its disk" : message;
      throw new ConfigError(`The backup ${path} could not be written: ${why}. Nothing is left of it.`);
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}
