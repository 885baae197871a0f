import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { migrationId } from "../../lib/core/model/ids.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { aMigration } from "../test-support/records.ts";
import { type OpenStore, openStore } from "./index.ts";
import { preparePostgresHome } from "./postgres/home.ts";
import { postgresUser } from "./postgres/os-user.ts";
import { postmasterPid, stopPostmaster } from "./postgres/postmaster.ts";

// One cluster for all but the test that needs an empty folder: making one costs most of a second.
const folder = temporaryDataFolder();
let children: ChildProcess[] = [];

const home = () => preparePostgresHome(folder.path, postgresUser());
const open = (dataDir = folder.path): Promise<OpenStore> => openStore({ dataDir, databaseUrl: null }, createLogger("silent"));

/** A server's store held by another process. */
async function holdElsewhere(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../test-support/hold-store.ts", import.meta.url)), folder.path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

beforeAll(() => prepareDataFolder(folder.path));
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child);
  children = [];
  await stopPostmaster(home());
});
afterAll(() => folder.remove());

describe("a server that died", { timeout: 60_000 }, () => {
  it("leaves its PostgreSQL running, which the next start takes over with everything in it", async () => {
    const child = await holdElsewhere();
    const pid = postmasterPid(home());
    await kill(child);
    expect(postmasterPid(home())).toBe(pid);
    const store = await open();
    expect(postmasterPid(home())).toBe(pid);
    expect(await store.migrations.unfinished()).toEqual([aMigration()]);
    await store.close();
    expect(postmasterPid(home())).toBeNull();
  });

  it("has it taken over even when the socket's folder vanished, with everything in it", async () => {
    const child = await holdElsewhere();
    const pid = postmasterPid(home());
    await kill(child);
    rmSync(home().socketDir, { recursive: true });
    const store = await open();
    expect(postmasterPid(home())).not.toBe(pid);
    expect(await store.migrations.unfinished()).toEqual([aMigration()]);
    await store.close();
  });

  it("loses nothing when its PostgreSQL was killed too", async () => {
    const child = await holdElsewhere();
    const pid = postmasterPid(home()) ?? 0;
    await kill(child);
    process.kill(pid, "SIGKILL");
    const store = await open();
    expect(postmasterPid(home())).not.toBe(pid);
    expect(await store.migrations.unfinished()).toEqual([aMigration()]);
    await store.close();
  });
});

/** Lets a process write until it is killed after so many ms; what it was told to be stored. */
async function writeUntilKilled(run: number, afterMs: number): Promise<readonly [string, string, number][]> {
  const program = fileURLToPath(new URL("../test-support/keep-writing.ts", import.meta.url));
  const child = spawn(process.execPath, [program, folder.path, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await once(child.stdout, "data");
  await sleep(afterMs);
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
  // What comes after the last line feed was not said to its end.
  const lines = text.slice(0, text.lastIndexOf("\n")).split("\n");
  return lines.map((line) => JSON.parse(line) as [string, string, number]);
}

describe("a server that is killed while it writes", { timeout: 120_000 }, () => {
  it("has stored all that it was told to be stored, each in turn, and nothing by half", async () => {
    const told: (readonly [string, string, number])[] = [];
    for (let run = 1; run <= 6; run++) {
      told.push(...(await writeUntilKilled(run, Math.random() * 300)));
      // Now and then the database dies with it, as when the machine loses power.
      const pid = postmasterPid(home());
      if (run % 3 === 0 && pid !== null) process.kill(pid, "SIGKILL");
    }
    expect(told.length).toBeGreaterThan(60);
    const store = await open();
    const fixes = new Map((await store.fixes.list({ limit: 10_000 })).map((fix) => [fix.id, fix]));
    const hosts = new Set<string>((await store.hosts.list()).map(({ id }) => id));
    const last = new Map<string, number>();
    for (const [kind, id, number] of told) last.set(`${kind} ${id}`, Math.max(number, last.get(`${kind} ${id}`) ?? 0));
    for (const [what, number] of last) {
      const [kind = "", id = ""] = what.split(" ");
      switch (kind) {
        case "migration": {
          const record = await store.migrations.get(migrationId(id));
          // The next one may have been stored without a word of it having come back.
          expect([number, number + 1], id).toContain(record?.revision);
          expect(record?.endedAtMs === null).toBe(record?.revision !== 6);
          break;
        }
        case "sample":
          expect(await numbersOf(store.migrations.samples(migrationId(id)), ({ atMs }) => atMs), id).toEqual(upTo(number));
          break;
        case "log":
          expect(await numbersOf(store.migrations.log(migrationId(id)), (entry) => entry.id), id).toEqual(upTo(number));
          break;
        case "fix":
          expect([number, number + 1], id).toContain(fixes.get(id)?.revision);
          break;
        case "key":
          expect(await store.keys.readPrivate(id)).toBe(`private half of ${id}\n`);
          break;
        case "host":
          expect(hosts.has(id), id).toBe(true);
          break;
      }
    }
    // A row of a key always has its file, also one of which no word came back.
    for (const { id } of await store.keys.list()) expect(await store.keys.readPrivate(id)).toBe(`private half of ${id}\n`);
    for (const record of await store.migrations.unfinished()) expect(record.revision).toBeLessThan(6);
    await store.close();
  });
});

const upTo = (number: number) => expect.arrayContaining(Array.from({ length: number - 1 }, (_, index) => index + 2));

async function numbersOf<T>(all: Promise<readonly T[]>, number: (one: T) => number): Promise<readonly number[]> {
  const numbers = (await all).map(number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 2));
  return numbers;
}

describe("a second server on the same data folder", { timeout: 60_000 }, () => {
  it("is refused, told who is there, and does the first no harm", async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`process ${process.pid} on`);
    await first.migrations.insert(aMigration(), "first-lives");
    await first.close();
  });

  it("ends at once with the words of who is there and what to do, as a program", async () => {
    const first = await open();
    const server = fileURLToPath(new URL("../test-support/headless-server.ts", import.meta.url));
    const env = { ...process.env, VIRTFERRY_DATA_DIR: folder.path, VIRTFERRY_PORT: "1" };
    const second = spawn(process.execPath, [server], { env, stdio: ["ignore", "ignore", "pipe"] });
    children.push(second);
    let words = "";
    second.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      words += chunk;
    });
    await once(second, "close");
    expect(second.exitCode).toBe(2);
    expect(words).toContain(
      `Another VirtFerry server already works on the data folder ${folder.path}: VirtFerry process ${process.pid} on`,
    );
    expect(words).toContain("Stop it first, or give this one a data folder");
    await first.close();
  });

  it("gets in when the first has ended", async () => {
    await (await open()).close();
    await (await open()).close();
  });

  it("is one of two that start at once in an empty folder: one wins, the other is told", async () => {
    const empty = temporaryDataFolder();
    prepareDataFolder(empty.path);
    const both = await Promise.allSettled([open(empty.path), open(empty.path)]);
    const opened = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const refused = both.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    expect(opened).toHaveLength(1);
    expect(refused.map((error) => error.message)).toEqual([expect.stringContaining("Another VirtFerry server already works on")]);
    await opened[0]?.close();
    empty.remove();
  });
});

describe("a PostgreSQL that is killed under a running server", { timeout: 60_000 }, () => {
  it("is brought back, and the server's lock with it", async () => {
    const store = await open();
    const pid = postmasterPid(home()) ?? 0;
    process.kill(pid, "SIGKILL");
    const until = Date.now() + 15_000;
    for (let back = false; !back && Date.now() < until; ) {
      await sleep(100);
      back = await store.migrations.unfinished().then(
        () => true,
        () => false,
      );
    }
    await store.migrations.unfinished();
    await expect(open()).rejects.toThrow("Another VirtFerry server");
    await store.close();
  });
});
