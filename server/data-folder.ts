import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError } from "./config.ts";

const KEY_BYTES = 32;
/** In a data folder into which a backup is being restored, and which is not to be used before that is done. */
const RESTORING = "restore-unfinished";

/**
 * Makes a folder and what is missing above it. Not mkdir's own "recursive": Node never comes back from it where the kernel says ENOENT
 * for a new name, as in /proc.
 */
function makeFolders(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path), 0o755);
  mkdirSync(path);
  // Not by mkdir's own mode, which the umask cuts: as root, PostgreSQL's user must pass through what is above the data folder.
  chmodSync(path, mode);
}

/** How far a restore has come. */
export interface RestoreState {
  /** Where what was there before is, or goes; null = there was nothing. */
  readonly aside: string | null;
  /** True when all of it is there: what is in the data folder now is half a restore. */
  readonly moved: boolean;
}

/** Says that what is in the data folder is not to be used, until `endRestore`. */
export function noteRestore(dataDir: string, state: RestoreState): void {
  writeFileSync(join(dataDir, RESTORING), JSON.stringify(state), { mode: 0o600, flush: true });
}

export function endRestore(dataDir: string): void {
  rmSync(join(dataDir, RESTORING), { force: true });
}

/** How far a restore had come that was cut short; null when there was none. */
export function unfinishedRestore(dataDir: string): RestoreState | null {
  const path = join(dataDir, RESTORING);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as RestoreState) : null;
}

/**
 * Makes the data folder if it is not there and closes it to everyone else (0700; store/postgres opens it by one bit for the system
 * user that PostgreSQL runs as, when we are root). Throws ConfigError when it cannot be used.
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolders(dataDir, 0o700);
    const stat = statSync(dataDir);
    if (!stat.isDirectory()) throw new Error("it is not a folder");
    if (process.getuid && stat.uid !== process.getuid()) {
      throw new Error(`it belongs to user id ${stat.uid}, and this process runs as ${process.getuid()}`);
    }
    // Group bits stay as they are only where store/postgres set them: 0710.
    if ((stat.mode & 0o777) !== 0o710) chmodSync(dataDir, 0o700);
    if (unfinishedRestore(dataDir))
      throw new Error("a restore into it was cut short; run the same `npm run restore` again, which begins anew");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The data folder ${dataDir} cannot be used: ${why}. Set VIRTFERRY_DATA_DIR to a folder that this user owns, or mend its owner.`,
    );
  }
}

/** The key that signs cookies: from the data folder, made there (mode 0600) at the first start. */
export function loadOrMakeSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  const made = randomBytes(KEY_BYTES).toString("base64url");
  try {
    // wx: of two first starts at once, one makes it and both read the same.
    writeFileSync(path, made, { mode: 0o600, flag: "wx", flush: true });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const found = readFileSync(path, "utf8").trim();
  if (found.length < KEY_BYTES) {
    throw new ConfigError(
      `The file ${path} is damaged. Remove it: a new one is made at the next start and everyone signs in again.`,
    );
  }
  return found;
}
