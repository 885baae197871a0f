import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { migrationId } from "../../lib/core/model/ids.ts";
import { createAccess } from "../access/index.ts";
import { toApiError } from "../api/api-error.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { aHost, aLogEntry, aMigration, aSample } from "../test-support/records.ts";
import { type SmallDisk, smallDisk } from "../test-support/small-disk.ts";
import { type OpenStore, openStore } from "./index.ts";
import { preparePostgresHome } from "./postgres/home.ts";
import { postgresUser } from "./postgres/os-user.ts";
import { connectionTo } from "./postgres/postmaster.ts";
import { RESERVE_BYTES, reserveIn } from "./space/reserve.ts";

const logger = createLogger("silent");
const PASSWORD = "correct-horse-battery";
const record = aMigration();
let disk: SmallDisk;
let dataDir: string;
let store: OpenStore;

const open = () => openStore({ dataDir, databaseUrl: null }, logger);
const home = () => preparePostgresHome(dataDir, postgresUser());
const reserve = () => reserveIn(home().root);

function access() {
  const config = { publicUrl: null, host: "127.0.0.1", port: 8420 };
  return createAccess({ db: store.database.db, config, secret: "s".repeat(40), events: createServerEvents(), logger });
}

async function signIn(): Promise<number> {
  const headers = { "content-type": "application/json", origin: "http://127.0.0.1:8420" };
  const body = JSON.stringify({ username: "admin", password: PASSWORD });
  const request = new Request("http://127.0.0.1:8420/api/auth/sign-in/username", { method: "POST", headers, body });
  return (await access().handle(request)).status;
}

beforeAll(async () => {
  disk = smallDisk(280);
  dataDir = join(disk.path, "data");
  prepareDataFolder(dataDir);
  store = await open();
  await access().ensureAdmin(PASSWORD);
  await store.hosts.insert(aHost());
  await store.migrations.insert(record, "before");
  await store.migrations.appendSample(record.id, aSample(1));
  await vi.waitFor(() => expect(reserve().held()).toBe(true), 5000);
});
afterEach(async () => {
  disk.empty();
  await vi.waitFor(() => expect(store.health().ok).toBe(true), 15_000);
});
afterAll(async () => {
  await store.close();
  disk.remove();
});

const unstored = (): readonly [string, () => Promise<unknown>][] => [
  ["a migration", () => store.migrations.insert(aMigration({ id: migrationId("m_never") }), "never")],
  ["a sample", () => store.migrations.appendSample(record.id, aSample(2))],
  ["a log entry", () => store.migrations.putLog(record.id, aLogEntry(1))],
  ["a host", () => store.hosts.insert(aHost("h_never"))],
];

async function everythingIsRead(): Promise<void> {
  expect((await store.migrations.list({ limit: 9 })).map(({ id }) => id)).toEqual([record.id]);
  expect(await store.migrations.samples(record.id)).toEqual([aSample(1)]);
  expect(await store.migrations.log(record.id)).toEqual([]);
  expect((await store.hosts.list()).map(({ id }) => id)).toEqual([aHost().id]);
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(home()));
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Lets PostgreSQL's log alone grow until it cannot begin a new piece, which it does not survive; stops when the reserve was given for it. */
async function eatLog(): Promise<void> {
  // It may still be on its way down, or up again.
  const client = await vi.waitFor(connect, 20_000);
  try {
    while (reserve().held()) await client.query("select pg_logical_emit_message(false, 'x', repeat('x', 1000000))");
  } catch (error) {
    expect(String(error)).toMatch(/No space left|terminat|ECONNRESET|recovery/i);
  } finally {
    await client.end();
  }
}

const canRead = () =>
  store.migrations.get(record.id).then(
    () => true,
    () => false,
  );

describe("a full disk", { timeout: 60_000 }, () => {
  it("refuses what is new with the folder, what is free and what is needed; reading, signing in and ends of migrations go on", async () => {
    disk.fill(10);
    await expect.poll(() => store.health().ok).toBe(false);
    expect(store.health().problem).toMatchObject({ code: "store-full", message: { values: { folder: dataDir, free: 10 } } });
    for (const [, write] of unstored()) {
      const said = await write().catch((error: unknown) => toApiError(error, logger, "test"));
      expect(said).toMatchObject({
        code: "store-full",
        status: 507,
        data: { message: { key: "errors.store.full", values: { folder: dataDir, free: 10, needed: 32 } } },
      });
    }
    await everythingIsRead();
    expect(await signIn()).toBe(200);
    const submitted = { ...record, revision: 2, state: "starting" as const };
    await store.migrations.update(submitted);
    expect(await store.migrations.get(record.id)).toEqual(submitted);
    await store.migrations.update({ ...record, revision: 3 });

    disk.empty();
    await expect.poll(() => store.health().problem?.code).toBe("store-low");
    await store.migrations.appendSample(record.id, aSample(1));
  });

  it("says the same when PostgreSQL finds it first, and nothing of the write is there", async () => {
    disk.fill(0);
    const huge = aLogEntry(1, { stdout: Array.from({ length: 2_000_000 }, () => Math.random().toString(36)[4]).join("") });
    const client = new pg.Client(connectionTo(home()));
    await client.connect();
    const insert = client.query("insert into migration_log values ($1, 1, $2)", [record.id, JSON.stringify(huge)]);
    const said = toApiError(await insert.catch((error: unknown) => error), logger, "test");
    expect(said).toMatchObject({ code: "store-full", data: { message: { key: "errors.store.full-elsewhere" } } });
    await client.end();
    await everythingIsRead();
  });

  it("comes back to be read after PostgreSQL died of it, also at a new start, and is whole when there is room", async () => {
    // Now and then it finds an old piece to use again, and comes up without help.
    for (let deaths = 0; reserve().held() && deaths < 8; deaths++) {
      disk.fill(0);
      await eatLog();
      await sleep(700);
    }
    await expect.poll(() => canRead(), { timeout: 20_000 }).toBe(true);
    await everythingIsRead();
    expect(store.health().ok).toBe(false);
    expect(reserve().held()).toBe(false);
    await expect(store.migrations.appendSample(record.id, aSample(2))).rejects.toMatchObject({
      cause: { code: "store-full", data: { message: { values: { needed: (112 * 1024 * 1024) / 1_048_576 } } } },
    });

    disk.empty();
    await expect.poll(() => reserve().held(), { timeout: 15_000 }).toBe(true);
    await expect.poll(() => store.health().ok).toBe(true);
    await store.migrations.appendSample(record.id, aSample(1));
    expect(disk.freeMiB()).toBeLessThan(280 - RESERVE_BYTES / 1_048_576);
  });

  it("is no hindrance to a start while something is set aside; without, the start says what is missing", async () => {
    await expect.poll(() => reserve().held(), { timeout: 15_000 }).toBe(true);
    await store.close();
    disk.fill(0);
    store = await open();
    await everythingIsRead();
    expect(await signIn()).toBe(200);
    expect(store.health().ok).toBe(false);
    await store.close();
    disk.fill(0);
    await expect(open()).rejects.toThrow(
      `The disk of the data folder ${dataDir} is full: 0 MiB are free, and its database cannot start`,
    );
    await expect(open()).rejects.toMatchObject({ code: "config" });
    disk.empty();
    store = await open();
    await everythingIsRead();
  });
});
