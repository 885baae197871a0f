import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../config.ts";
import type { Binaries } from "./binaries.ts";
import { POSTGRES_ENVIRONMENT } from "./environment.ts";
import type { PostgresHome } from "./home.ts";
import type { OsUser } from "./os-user.ts";

/** The one role of our own cluster. */
export const ROLE = "virtferry";
export const DATABASE = "postgres";

function runInitdb(binaries: Binaries, target: string, user: OsUser): Promise<void> {
  const args = [
    `--pgdata=${target}`,
    `--username=${ROLE}`,
    "--auth=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      env: POSTGRES_ENVIRONMENT,
      ...(user.separate ? { uid: user.uid, gid: user.gid } : {}),
    });
    let words = "";
    const collect = (chunk: Buffer) => {
      words = (words + chunk.toString("utf8")).slice(-4000);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(new ConfigError(`The database could not be made in ${target} (initdb, exit code ${code}):\n${words}`)),
    );
  });
}

/**
 * Who may connect: the kernel says who is at the other end of the socket (peer), and only our own user and PostgreSQL's are mapped to
 * the role. So there is no password to keep, and the socket's folder (0700) is a second wall. Written at each start, for a data
 * folder may have changed its owner.
 */
function writeAccessFiles(home: PostgresHome, user: OsUser): void {
  const names = new Set([user.name, userInfo().username]);
  const files = {
    "pg_hba.conf": `local all ${ROLE} peer map=${ROLE}\n`,
    "pg_ident.conf": [...names].map((name) => `${ROLE} "${name}" ${ROLE}\n`).join(""),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(home.cluster, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (user.separate) chownSync(path, user.uid, user.gid);
  }
}

/** Makes the cluster at the first start, and checks its version at each. Throws ConfigError when it cannot be used. */
export async function ensureCluster(home: PostgresHome, binaries: Binaries, user: OsUser): Promise<void> {
  const versionFile = join(home.cluster, "PG_VERSION");
  if (!existsSync(versionFile)) {
    // Made beside and renamed: a start that was cut short, or two at once, leave no half cluster.
    const half = join(home.root, `new-${randomBytes(6).toString("hex")}`);
    try {
      await runInitdb(binaries, half, user);
      renameSync(half, home.cluster);
    } catch (error) {
      if (!existsSync(versionFile)) throw error;
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  }
  const found = readFileSync(versionFile, "utf8").trim();
  const wanted = binaries.version.split(".")[0];
  if (found !== wanted) {
    throw new ConfigError(
      `The database in ${home.cluster} was made by PostgreSQL ${found}, and this VirtFerry brings ${wanted}.\n` +
        `Run the VirtFerry that made it and dump it with pg_dump, or move the folder away to begin anew.`,
    );
  }
  writeAccessFiles(home, user);
}
