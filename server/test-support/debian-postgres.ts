import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { POSTGRES_ENVIRONMENT } from "../store/postgres/environment.ts";

/** Debian's PostgreSQL, run for one test file. */
export interface DebianPostgres {
  /** For DATABASE_URL: TCP on 127.0.0.1, with a password, so that a test can put a wire in between that it cuts. */
  readonly url: string;
  /** "15.14". */
  readonly version: string;
  readonly pid: number;
  /** A fresh, empty database in it, so that the tests of one file do not meet. */
  newDatabase(): Promise<string>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

const INSTALLED = "/usr/lib/postgresql";
const ROLE = "virtferry";
const STARTS_WITHIN_MS = 30_000;

/** The folder of the newest installed version's programs. Throws with the line that installs one. */
function programs(): string {
  const versions = (existsSync(INSTALLED) ? readdirSync(INSTALLED) : [])
    .map(Number)
    .filter((version) => version >= 15 && existsSync(join(INSTALLED, String(version), "bin", "postgres")))
    .sort((left, right) => right - left);
  if (versions[0] === undefined)
    throw new Error("Debian's PostgreSQL (15 or newer) is not installed. Install it: apt-get install postgresql");
  return join(INSTALLED, String(versions[0]), "bin");
}

/** PostgreSQL refuses to run as root: then as the user that Debian's package made. */
function whoRunsIt(): { readonly name: string; readonly uid: number; readonly gid: number } {
  const me = userInfo();
  if (me.uid !== 0) return { name: me.username, uid: me.uid, gid: me.gid };
  const [name = "", , uid, gid] = execFileSync("getent", ["passwd", "postgres"], { encoding: "utf8" }).split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Makes a cluster in a temporary folder and starts it; it ends with this process, however that ends. `settings`: PostgreSQL's own, by name. */
export async function startDebianPostgres(settings: Readonly<Record<string, string>> = {}): Promise<DebianPostgres> {
  const bin = programs();
  const user = whoRunsIt();
  const folder = mkdtempSync(join(tmpdir(), "virtferry-debian-pg-"));
  const password = randomBytes(12).toString("hex");
  writeFileSync(join(folder, "password"), password);
  chownSync(folder, user.uid, user.gid);
  chownSync(join(folder, "password"), user.uid, user.gid);
  const as = { cwd: "/", uid: user.uid, gid: user.gid, env: POSTGRES_ENVIRONMENT };
  const cluster = join(folder, "data");
  const initdb = ["-D", cluster, "-U", ROLE, `--pwfile=${join(folder, "password")}`, "--auth=scram-sha-256", "-E", "UTF8"];
  execFileSync(join(bin, "initdb"), [...initdb, "--no-sync", "--no-instructions"], {
    ...as,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const port = await freePort();
  const all = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: folder, fsync: "off", ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its signal at our death is a fast shutdown: a test run that is killed leaves nothing behind.
  const command = ["--pdeathsig", "INT", join(bin, "postgres"), "-D", cluster, ...options];
  const child = spawn("setpriv", command, { ...as, stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-4_000);
  });
  const ended = once(child, "exit");
  const to = (database: string) => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      // A test may have frozen it.
      child.kill("SIGCONT");
      child.kill("SIGINT");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(to("postgres"), () => child.exitCode === null && child.signalCode === null);
  } catch (error) {
    await stop();
    throw new Error(`Debian's PostgreSQL did not start: ${error instanceof Error ? error.message : error}\n${words}`);
  }
  let databases = 0;
  return {
    url: to("postgres"),
    version: readFileSync(join(cluster, "PG_VERSION"), "utf8").trim(),
    pid: child.pid ?? 0,
    async newDatabase() {
      const name = `virtferry_${++databases}`;
      await onceConnected(to("postgres"), (client) => client.query(`create database ${name}`));
      return to(name);
    },
    stop,
  };
}

async function onceConnected(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answers(url: string, isAlive: () => boolean): Promise<void> {
  for (const deadline = performance.now() + STARTS_WITHIN_MS; ; await sleep(50)) {
    try {
      return await onceConnected(url, (client) => client.query("select 1"));
    } catch (error) {
      if (!isAlive() || performance.now() > deadline) throw error;
    }
  }
}
