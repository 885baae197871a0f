import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { aMigration } from "../test-support/records.ts";
import { openStore } from "./index.ts";
import { openPostgres } from "./postgres/index.ts";
import type { Postgres } from "./postgres/postgres.ts";

// Our own PostgreSQL, run apart from any store, plays the one that an admin runs.
const folder = temporaryDataFolder();
const logger = createLogger("silent");
let postgres: Postgres;
let databaseUrl: string;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  postgres = await openPostgres({ dataDir: folder.path, databaseUrl: null }, logger);
  const { host = "", user = "", database = "" } = postgres.connection;
  databaseUrl = `postgresql:///${database}?host=${encodeURIComponent(host)}&user=${user}`;
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

const open = (url = databaseUrl) => openStore({ dataDir: folder.path, databaseUrl: url }, logger);

describe("a database of somebody else", () => {
  it("keeps what is stored, is never stopped, and lets several servers in", async () => {
    const first = await open();
    expect(first.database.description).toMatch(/^PostgreSQL \d+\.\d+, external$/);
    await first.database.settled();
    await first.migrations.insert(aMigration(), "external");
    const second = await open();
    expect(await second.migrations.unfinished()).toEqual([aMigration()]);
    await second.close();
    await first.close();
    const third = await open();
    expect(await third.migrations.unfinished()).toEqual([aMigration()]);
    await third.close();
  });

  it("has one server at a time in its first set-up", async () => {
    const first = await open();
    let entered = false;
    const second = open().then((store) => {
      entered = true;
      return store;
    });
    await sleep(600);
    expect(entered).toBe(false);
    await first.database.settled();
    await (await second).close();
    await first.close();
  });

  it("goes on with the set-up of one that died in it", async () => {
    const first = await open();
    await first.close();
    await (await open()).close();
  });

  it.each([
    [
      "postgresql://nobody:hunter2@127.0.0.1:1/x",
      /leads to the database "x" at 127\.0\.0\.1:1, which does not let us in: .*Check the address/,
    ],
    ["postgresql://[", /DATABASE_URL cannot be read/],
  ])("says what is wrong with %s, without its password", async (url, message) => {
    await expect(open(url)).rejects.toThrow(message);
    await expect(open(url)).rejects.not.toThrow(/hunter2/);
  });
});
