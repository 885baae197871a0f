import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { openStore } from "../store/index.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { type DebianPostgres, startDebianPostgres } from "../test-support/debian-postgres.ts";
import { aMigration } from "../test-support/records.ts";
import { layWire } from "../test-support/wire.ts";

// What the queue library does when a worker dies or freezes in a job, before anything is built on it: real processes on a real database.
const folder = temporaryDataFolder();
const children = new Set<ChildProcess>();
let postgres: DebianPostgres;

interface Said {
  readonly kind: "ready" | "taken" | "lost" | "written" | "refused" | "stopped";
  readonly atMs: number;
  readonly token?: string;
  readonly code?: string;
}

/** A process that takes migrations; `heard` resolves with what it says first of this kind after the last such thing. */
async function open(url: string | null, dataDir = folder.path) {
  const script = fileURLToPath(new URL("../test-support/hold-leases.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, ...(url === null ? [] : [url])], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.add(child);
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => said.push(JSON.parse(line) as Said));
  const next = async (kind: Said["kind"], withinMs: number): Promise<Said> => {
    for (const deadline = Date.now() + withinMs; ; await sleep(20)) {
      const index = said.findIndex((one) => one.kind === kind);
      const [found] = index < 0 ? [] : said.splice(index, 1);
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`"${kind}" was not heard within ${withinMs} ms, but ${JSON.stringify(said)}`);
    }
  };
  const kill = async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  // A start costs a second; a machine with no time to spare takes long for ten of them.
  await next("ready", 150_000);
  return { next, kill, said, signal: (name: NodeJS.Signals) => child.kill(name), stop: () => child.stdin.write("stop\n") };
}

/** A database with one migration that was let through, and the process that has it. */
async function taken() {
  const url = await postgres.newDatabase();
  const first = await open(url);
  await admit(url);
  await first.next("taken", 12_000);
  return { url, first };
}

async function admit(databaseUrl: string | null, dataDir = folder.path) {
  const store = await openStore({ dataDir, databaseUrl }, createLogger("silent"));
  await store.database.settled();
  const record = aMigration();
  await store.migrations.insert({ ...record, queue: { ...record.queue, admittedAtMs: 1000 } }, "one");
  await store.close();
}

beforeAll(async () => {
  prepareDataFolder(folder.path);
  postgres = await startDebianPostgres();
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await postgres.stop();
  folder.remove();
});

describe.concurrent("the lease on a migration", { timeout: 240_000 }, () => {
  it("is somebody else's within 15 s after its holder was killed", async () => {
    const { url, first } = await taken();
    const second = await open(url);
    const killedAtMs = Date.now();
    await first.kill();
    expect((await second.next("taken", 16_000)).atMs - killedAtMs).toBeLessThan(15_000);
  });

  it("is somebody else's when its holder was frozen, who learns of it at once when it wakes, and may not write", async () => {
    const { url, first } = await taken();
    const second = await open(url);
    first.signal("SIGSTOP");
    const { token } = await second.next("taken", 15_000);
    await sleep(1_000);
    const wokenAtMs = Date.now();
    first.signal("SIGCONT");
    expect((await first.next("lost", 5_000)).atMs - wokenAtMs).toBeLessThan(1_000);
    expect(await first.next("refused", 5_000)).toMatchObject({ code: "not-owner" });
    await sleep(3_500);
    expect(second.said).toEqual([]);
    expect(token).toMatch(/:1$/);
  });

  it("is given up by a holder that is cut off from the database, before somebody else has it", async () => {
    const url = await postgres.newDatabase();
    const wire = await layWire(url);
    const first = await open(wire.url);
    await admit(url);
    await first.next("taken", 12_000);
    const second = await open(url);
    wire.cut();
    const lost = await first.next("lost", 12_000);
    const taken = await second.next("taken", 15_000);
    expect(taken.atMs - lost.atMs).toBeGreaterThan(500);
    await wire.close();
  });

  it("is somebody else's within 2 s after its holder stopped in order", async () => {
    const { url, first } = await taken();
    const second = await open(url);
    first.stop();
    const { atMs } = await first.next("stopped", 5_000);
    expect((await second.next("taken", 5_000)).atMs - atMs).toBeLessThan(2_000);
  });

  it("is taken at once by the next start on an embedded database, whoever had it", async () => {
    const own = temporaryDataFolder();
    prepareDataFolder(own.path);
    await admit(null, own.path);
    const first = await open(null, own.path);
    await first.next("taken", 1_000);
    await first.kill();
    const next = await open(null, own.path);
    // Before it is ready, in fact.
    expect(await next.next("taken", 500)).toMatchObject({ token: expect.stringMatching(/:1$/) });
    next.stop();
    await next.next("stopped", 5_000);
    await sleep(500);
    own.remove();
  });
});
