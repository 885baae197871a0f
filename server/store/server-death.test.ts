import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
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

describe("a second server on the same data folder", { timeout: 60_000 }, () => {
  it("is refused, told who is there, and does the first no harm", async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`process ${process.pid} on`);
    await first.migrations.insert(aMigration(), "first-lives");
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
