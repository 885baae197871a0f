import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { type Config, ConfigError } from "../../config.ts";
import { endRestore, noteRestore, prepareDataFolder, unfinishedRestore } from "../../data-folder.ts";
import type { Logger } from "../../logger.ts";
import { preparePostgresHome } from "../postgres/home.ts";
import { openPostgres } from "../postgres/index.ts";
import { postgresUser } from "../postgres/os-user.ts";
import type { Postgres } from "../postgres/postgres.ts";
import { connectionTo, postmasterPid, stopPostmaster } from "../postgres/postmaster.ts";
import { takeServerLock } from "../server-lock.ts";
import { dropOurs, isFilled, saveAside } from "./clear-database.ts";
import type { BackupHeader } from "./format.ts";
import { loadBackup, type Restored } from "./load-backup.ts";
import { asideName, dataIn, putBack, setAside } from "./set-aside.ts";

export interface RestoreRequest {
  readonly config: Pick<Config, "dataDir" | "databaseUrl">;
  readonly path: string;
  /** What `checkBackup` said of it. */
  readonly about: BackupHeader;
  readonly replace: boolean;
  /** Of VirtFerry, now. */
  readonly version: string;
  readonly atMs: number;
}

/** What came back, and where what was there before is now. */
export interface RestoreOutcome extends Restored {
  readonly kept: readonly string[];
}

function occupied(where: string, what: string): ConfigError {
  return new ConfigError(
    `There is something in ${where} already (${what}). Nothing was changed.\n` +
      "Restore into an empty one, or add --replace: what is there is then kept aside, not removed.",
  );
}

/** Throws ConfigError, which names it, when a server works on this data folder; ends a PostgreSQL that a killed one left. */
async function refuseWhileServed(dataDir: string): Promise<void> {
  if (!dataIn(dataDir).includes("pg")) return;
  const home = preparePostgresHome(dataDir, postgresUser());
  if (postmasterPid(home) === null) return;
  const lock = await takeServerLock(connectionTo(home), `the data folder ${dataDir}`, { shared: false, boot: true });
  await lock.release();
  await stopPostmaster(home);
}

function writeFiles(dataDir: string, files: Restored["files"]): void {
  for (const [path, content] of files) {
    const target = join(dataDir, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, content, { mode: 0o600, flush: true });
  }
}

/** Database and files in one go: the files are there before the database's rows are. */
async function load(postgres: Postgres, request: RestoreRequest): Promise<RestoreOutcome> {
  const { config, path, about, atMs, replace, version } = request;
  const lock = await takeServerLock(postgres.connection, postgres.where, { shared: false, boot: true });
  const client = new pg.Client({ ...postgres.connection, application_name: `VirtFerry restore ${process.pid}` });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const filled = await isFilled(client);
    if (filled && !replace) throw occupied(postgres.where, "the tables of a VirtFerry");
    const kept = filled ? [await saveAside(client, config.dataDir, { version, madeAtMs: atMs })] : [];
    await client.query("begin");
    if (filled) await dropOurs(client);
    const restored = await loadBackup(client, resolve(path), about, atMs);
    writeFiles(config.dataDir, restored.files);
    await client.query("commit");
    return { ...restored, kept };
  } finally {
    await client.end().catch(() => undefined);
    await lock.release();
  }
}

/** An empty data folder, in which nobody starts a server; where what was in it is now. Goes on where a restore was cut short. */
function clearTheWay({ config: { dataDir }, replace, atMs }: RestoreRequest): string | null {
  const cut = unfinishedRestore(dataDir);
  if (cut?.moved) {
    putBack(dataDir, null);
    return cut.aside;
  }
  if (!cut) prepareDataFolder(dataDir);
  const there = dataIn(dataDir);
  if (there.length > 0 && !cut && !replace) throw occupied(`the data folder ${dataDir}`, there.slice(0, 5).join(", "));
  const aside = cut?.aside ?? (there.length > 0 ? join(dataDir, asideName(atMs)) : null);
  noteRestore(dataDir, { aside, moved: false });
  if (aside !== null) setAside(dataDir, aside);
  noteRestore(dataDir, { aside, moved: true });
  return aside;
}

/**
 * Puts a checked backup in place of what `config` names. Throws ConfigError while a server works there, or when something is there and `replace` is not given.
 * Whatever goes wrong, what was there before is there again; a restore that was killed is begun anew by the next one, and no server starts on it meanwhile.
 */
export async function restoreBackup(request: RestoreRequest, logger: Logger): Promise<RestoreOutcome> {
  const { dataDir } = request.config;
  await refuseWhileServed(dataDir);
  const aside = clearTheWay(request);
  let postgres: Postgres | null = null;
  try {
    postgres = await openPostgres(request.config, logger);
    const outcome = await load(postgres, request);
    await postgres.stop();
    endRestore(dataDir);
    return { ...outcome, kept: [...(aside === null ? [] : [aside]), ...outcome.kept] };
  } catch (error) {
    await postgres?.stop();
    putBack(dataDir, aside);
    endRestore(dataDir);
    throw error;
  }
}
