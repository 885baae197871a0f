import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { labStatus } from "../../lab/client.ts";
import type { HostSnapshot, MigrationRecord } from "../../lib/contract/index.ts";
import { type ConsoleClient, registerLabHosts, signIn } from "../../scripts/parts/console-client.ts";
import { freePort } from "../../scripts/parts/free-port.ts";
import { startServer } from "../../scripts/parts/server-process.ts";

const PASSWORD = "correct-horse-battery-staple";
const LOG_FILE = "test-results/soak-server.log";
/** On a busy machine a garbage collection takes seconds. */
const HEAP_WITHIN_MS = 60_000;
const heap = z.object({ heapUsed: z.number(), external: z.number(), resources: z.number(), channels: z.number() });
export type Heap = z.output<typeof heap>;

/** The real server as a process of its own with its embedded database, on the lab that is up. */
export interface SoakServer {
  pid(): number;
  client(): ConsoleClient;
  hostId(name: string): string;
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  abort(migrationId: string): Promise<void>;
  /** The record, also while the server is away: asked again until it answers. */
  record(migrationId: string): Promise<MigrationRecord>;
  /** What its heap holds after a garbage collection. */
  heap(): Promise<Heap>;
  /** The folder of the embedded database's socket. */
  socketDir(): string;
  /** Names in the server's own temporary folder, and those in its data folder outside the database. */
  files(): { readonly temporary: readonly string[]; readonly kept: readonly string[] };
  end(): Promise<void>;
}

/** Starts one and registers the lab's hosts. Its log goes to test-results/soak-server.log. */
export async function startSoakServer(): Promise<SoakServer> {
  const home = mkdtempSync(join(tmpdir(), "virtferry-soak-"));
  const [dataDir, temporary, heapFile] = [join(home, "data"), join(home, "tmp"), join(home, "heap.json")];
  // PostgreSQL runs as a user of its own and must be able to pass.
  chmodSync(home, 0o711);
  mkdirSync(temporary);
  mkdirSync("test-results", { recursive: true });
  rmSync(LOG_FILE, { force: true });
  const settings = {
    port: await freePort(),
    dataDir,
    adminPassword: PASSWORD,
    logFile: LOG_FILE,
    entry: "server/test-support/headless-server.ts",
    env: {
      TMPDIR: temporary,
      SOAK_HEAP_FILE: heapFile,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${fileURLToPath(new URL("./heap-probe.ts", import.meta.url))}`,
    },
  };
  let server = await startServer(settings);
  const client = await signIn(server.url, "admin", PASSWORD);
  await registerLabHosts(client, await labStatus());
  const hosts = await client.call<readonly HostSnapshot[]>("GET", "/hosts");
  return {
    pid: () => server.child.pid ?? 0,
    client: () => client,
    hostId: (name) => hosts.find(({ registration }) => registration.name === name)?.registration.id ?? "",
    kill: () => server.kill(),
    async startAgain() {
      server = await startServer(settings);
    },
    async abort(id) {
      await client.call("POST", `/migrations/${id}/abort`).catch((error: unknown) => {
        // It ended before, or has passed the point of no return.
        if (!/: 4\d\d /.test(String(error))) throw error;
      });
    },
    record: (id) =>
      untilAnswered(async () => (await client.call<{ record: MigrationRecord }>("GET", `/migrations/${id}`)).record),
    async heap() {
      rmSync(heapFile, { force: true });
      process.kill(server.child.pid ?? 0, "SIGUSR2");
      for (const deadline = Date.now() + HEAP_WITHIN_MS; !existsSync(heapFile) && Date.now() < deadline; ) await sleep(50);
      return heap.parse(JSON.parse(readFileSync(heapFile, "utf8")));
    },
    socketDir: () => readFileSync(join(dataDir, "pg", "data", "postmaster.pid"), "utf8").split("\n")[4] ?? "",
    files: () => ({
      temporary: readdirSync(temporary),
      kept: readdirSync(dataDir).flatMap((name) =>
        name.startsWith("pg") || name === "compile-cache" ? [name] : [name, ...below(join(dataDir, name))],
      ),
    }),
    async end() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function below(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true }).map(String);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [];
    throw error;
  }
}

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 60_000; ; await sleep(200)) {
    try {
      return await ask();
    } catch (error) {
      // TypeError: nothing listens. 5xx: it is coming up or going down.
      const isAway = error instanceof TypeError || /: 5\d\d /.test(String(error));
      if (!isAway || Date.now() > deadline) throw error;
    }
  }
}
