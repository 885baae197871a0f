import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import { ConfigError } from "../../config.ts";

/** Who PostgreSQL's processes run as. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True when we are root and PostgreSQL (which refuses root) runs as another user. */
  readonly separate: boolean;
}

const NAME = "virtferry";

function lookUp(): { uid: number; gid: number } | null {
  try {
    const line = execFileSync("getent", ["passwd", NAME], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const [, , uid, gid] = line.trim().split(":");
    const found = { uid: Number(uid), gid: Number(gid) };
    if (!Number.isInteger(found.uid) || !Number.isInteger(found.gid)) throw new Error(`getent printed ${JSON.stringify(line)}`);
    return found;
  } catch (error) {
    // getent's exit code 2: no such user.
    if ((error as { status?: number }).status === 2) return null;
    throw error;
  }
}

function create(): void {
  const args = [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    "/usr/sbin/nologin",
    NAME,
  ];
  try {
    execFileSync("useradd", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const words = (error as { stderr?: string }).stderr?.trim() || (error instanceof Error ? error.message : String(error));
    // Another first start may have been quicker.
    if (lookUp()) return;
    throw new ConfigError(
      `PostgreSQL refuses to run as root, and its system user could not be made: ${words}\n` +
        `Make it with: useradd ${args.join(" ")}\nor run VirtFerry as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/**
 * The user for PostgreSQL's processes: ourselves, or, as root, the system user "virtferry", made once. Throws ConfigError when it
 * cannot be made.
 */
export function postgresUser(): OsUser {
  const me = userInfo();
  if (me.uid !== 0) return { name: me.username, uid: me.uid, gid: me.gid, separate: false };
  if (!lookUp()) create();
  const found = lookUp();
  if (!found) throw new ConfigError(`The system user "${NAME}" was made but getent does not show it. Check /etc/nsswitch.conf.`);
  if (found.uid === 0) throw new ConfigError(`The user "${NAME}" has user id 0. PostgreSQL refuses to run as root.`);
  return { name: NAME, ...found, separate: true };
}
