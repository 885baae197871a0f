import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError } from "../../config.ts";
import { everyoneMayReach } from "./binaries.ts";
import type { OsUser } from "./os-user.ts";

/** The folders of our own PostgreSQL. */
export interface PostgresHome {
  /** Owned by PostgreSQL's user, 0700; all that follows is in it. */
  readonly root: string;
  readonly cluster: string;
  readonly logFile: string;
  /** Holds the socket `.s.PGSQL.5432`. */
  readonly socketDir: string;
}

/** sun_path is 108 bytes with its NUL; the rest is the socket's own name. */
const LONGEST_SOCKET_DIR = 107 - "/.s.PGSQL.5432.lock".length;

function makePrivateFolder(path: string, user: OsUser): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const stat = lstatSync(path);
  const ours = stat.uid === user.uid || (process.getuid && stat.uid === process.getuid());
  // In /tmp someone else may have been there first, even with a symbolic link.
  if (!stat.isDirectory() || !ours) {
    throw new ConfigError(`${path} is in the way: it is not a folder of user ${user.name}. Remove it or set VIRTFERRY_DATA_DIR.`);
  }
  if (stat.uid !== user.uid) chownSync(path, user.uid, user.gid);
  if ((stat.mode & 0o777) !== 0o700) chmodSync(path, 0o700);
}

/**
 * Lets PostgreSQL's user pass through the data folder (and no more than pass: 0710, its own group). It still cannot list the folder,
 * and what is secret in it is 0600 or 0700 of root.
 */
function letThrough(dataDir: string, user: OsUser): void {
  if (!everyoneMayReach(dirname(dataDir))) {
    throw new ConfigError(
      `The data folder ${dataDir} is below a folder that the system user "${user.name}" may not pass through, and PostgreSQL runs as that user.\n` +
        "Set VIRTFERRY_DATA_DIR to a folder below /var/lib, or run VirtFerry as an ordinary user.",
    );
  }
  chownSync(dataDir, 0, user.gid);
  chmodSync(dataDir, 0o710);
}

function socketDirFor(root: string, uid: number): string {
  const near = join(root, "run");
  // PostgreSQL takes a comma-separated list of folders, so only plain names may go there.
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_DIR && /^[A-Za-z0-9/._-]+$/.test(near)) return near;
  return join("/tmp", `virtferry-${uid}-${createHash("sha256").update(root).digest("hex").slice(0, 16)}`);
}

/** Makes PostgreSQL's folders in the data folder, each closed to everyone but `user`. Throws ConfigError when it cannot. */
export function preparePostgresHome(dataDir: string, user: OsUser): PostgresHome {
  if (user.separate) letThrough(dataDir, user);
  const root = join(realpathSync(dataDir), "pg");
  makePrivateFolder(root, user);
  const socketDir = socketDirFor(root, user.uid);
  makePrivateFolder(socketDir, user);
  return { root, cluster: join(root, "data"), logFile: join(root, "server.log"), socketDir };
}
