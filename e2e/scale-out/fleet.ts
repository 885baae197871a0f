import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labStatus } from "../../lab/client.ts";
import { type ConsoleClient, registerLabHosts, signIn } from "../../scripts/parts/console-client.ts";
import { freePort } from "../../scripts/parts/free-port.ts";
import { type ServerProcess, startServer } from "../../scripts/parts/server-process.ts";
import { type Hearing, listen } from "./hearing.ts";

const PASSWORD = "correct-horse-battery-staple";

/** One of several VirtFerry processes on one database. */
export interface Member {
  readonly name: string;
  isAlive(): boolean;
  aliveSinceMs(): number;
  readonly client: ConsoleClient;
  /** What a browser at this process hears. */
  readonly hearing: Hearing;
  /** kill -9. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
}

export interface Fleet {
  readonly members: readonly Member[];
  /** A live one. */
  anyone(): Member;
  end(): Promise<void>;
}

/**
 * Starts `names.length` servers on the database, with the same secret and keys (each has a copy of the folder, as on machines of their own), and
 * registers the lab's hosts once. Their logs go to test-results/scale-out-NAME.log.
 */
export async function startFleet(databaseUrl: string, names: readonly string[]): Promise<Fleet> {
  const home = mkdtempSync(join(tmpdir(), "virtferry-fleet-"));
  chmodSync(home, 0o711);
  mkdirSync("test-results", { recursive: true });
  const members: StartedMember[] = [];
  const end = async () => {
    for (const { hearing, stop } of members) {
      hearing.close();
      await stop();
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    for (const name of names) {
      const first = members[0];
      const dataDir = join(home, name);
      if (first) cpSync(join(home, first.name), dataDir, { recursive: true });
      members.push(await startMember(name, dataDir, databaseUrl));
      if (!first) await registerLabHosts(members[0]?.client ?? never(), await labStatus());
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { members, anyone: () => members.find((member) => member.isAlive()) ?? never(), end };
}

interface StartedMember extends Member {
  readonly stop: () => Promise<void>;
}

async function startMember(name: string, dataDir: string, databaseUrl: string): Promise<StartedMember> {
  const logFile = `test-results/scale-out-${name}.log`;
  rmSync(logFile, { force: true });
  const settings = {
    port: await freePort(),
    dataDir,
    adminPassword: PASSWORD,
    logFile,
    entry: "server/test-support/headless-server.ts",
    env: { DATABASE_URL: databaseUrl },
  };
  let server: ServerProcess = await startServer(settings);
  let isAlive = true;
  let aliveSinceMs = Date.now();
  const client = await signIn(server.url, "admin", PASSWORD);
  const hearing = await listen(client);
  return {
    name,
    isAlive: () => isAlive,
    aliveSinceMs: () => aliveSinceMs,
    client,
    hearing,
    async kill() {
      isAlive = false;
      await server.kill();
    },
    async startAgain() {
      server = await startServer(settings);
      isAlive = true;
      aliveSinceMs = Date.now();
    },
    stop: () => server.stop(),
  };
}

function never(): never {
  throw new Error("no server is alive");
}
