import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DebianPostgres, startDebianPostgres } from "../test-support/debian-postgres.ts";
import { aLogEntry, aMigration, aSample, aSnapshot } from "../test-support/records.ts";
import { prepareDatabase, type StartedProcess, startProcess } from "./test-support/start-process.ts";

let postgres: DebianPostgres;
let database: pg.Client;
let url: string;
let one: StartedProcess;
let two: StartedProcess;
/** What the store of both holds. */
let stored = [aMigration()];

const record = aMigration();
const migrations = {
  list: async () => stored,
  get: async () => ({ record, samples: [], log: [] }),
};

beforeAll(async () => {
  postgres = await startDebianPostgres();
  url = await postgres.newDatabase();
  await prepareDatabase(url);
  database = new pg.Client({ connectionString: url });
  database.on("error", () => undefined);
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await postgres?.stop();
});
beforeEach(async () => {
  stored = [aMigration()];
  one = await startProcess(url, migrations);
  two = await startProcess(url, migrations);
});
afterEach(async () => {
  await Promise.all([one.stop(), two.stop()]);
});

describe("two processes on Debian's PostgreSQL", () => {
  it("hear each other once, in order, in both ways, and nobody hears himself twice", async () => {
    const heard = [one.heard("migration:sample"), two.heard("migration:sample")];
    const own = [] as number[];
    two.events.own.on("migration:sample", (_, sample) => own.push(sample.atMs));
    for (let at = 1; at <= 60; at++) (at % 2 ? one : two).events.emit("migration:sample", record.id, aSample(at));
    await expect.poll(() => heard.map((list) => list.length)).toEqual([60, 60]);
    await sleep(200);
    const odd = heard.map((list) => list.map(([, { atMs }]) => atMs).filter((at) => at % 2 === 1));
    expect(odd[1]).toEqual(odd[0]);
    expect(odd[1]).toEqual(Array.from({ length: 30 }, (_, index) => 2 * index + 1));
    expect(heard[1]?.length).toBe(60);
    expect(own).toHaveLength(30);
  });

  it("carry what is too long for NOTIFY, as it was, in its place among the short ones", async () => {
    const names: string[] = [];
    two.events.on("migration:log", (_, { text }) => names.push(text.slice(0, 5)));
    const texts = two.heard("migration:log");
    // 200 kB with quotes, line ends and letters of three bytes.
    const long = `long "\n'\\ \u0000 ${"语".repeat(66_000)}`;
    const began = performance.now();
    for (const text of ["one", long, "two", long, "three"]) {
      one.events.emit("migration:log", record.id, aLogEntry(1, { text }));
    }
    await expect.poll(() => texts.length).toBe(5);
    console.info(`2 messages of 200 kB and 3 short ones: ${Math.round(performance.now() - began)} ms`);
    expect(names).toEqual(["one", "long ", "two", "long ", "three"]);
    expect(texts[1]?.[1].text).toBe(long);
    const optional = { ...aMigration(), retryOf: undefined } as unknown as ReturnType<typeof aMigration>;
    const records = two.heard("migration:state");
    one.events.emit("migration:state", optional);
    await expect.poll(() => records.length).toBe(1);
    expect(records[0]?.[0]).not.toHaveProperty("retryOf");
  });

  it("show the clients of each what happened in the other, once; what is shown of a host stays inside", async () => {
    const seen: string[] = [];
    const client = await two.client("migrations", () => undefined);
    client.onAny((name) => seen.push(name));
    const inventory = await two.client("inventory", () => undefined);
    inventory.onAny((name) => seen.push(name));
    one.events.emit("host:state", aSnapshot(7));
    one.events.emit("migration:state", aMigration({ revision: 2 }));
    await expect.poll(() => seen).toEqual(["migration:state"]);
    await sleep(200);
    expect(seen).toEqual(["migration:state"]);
  });

  it("close the sockets of a session that was ended in the other", async () => {
    const client = await two.client("inventory", () => undefined);
    const told = new Promise((resolve) => client.on("signed-out", () => resolve("told")));
    one.events.emit("session:ended", "s");
    expect(await told).toBe("told");
  });
});

describe("a listener whose connection was killed", () => {
  const killListeners = async () =>
    (
      await database.query<{ killed: boolean }>(
        "select pg_terminate_backend(pid) as killed from pg_stat_activity where application_name like 'VirtFerry listener%' and datname = current_database()",
      )
    ).rows.length;

  it("comes back, and what was missed brings the sockets back with whole snapshots", async () => {
    const snapshots: unknown[] = [];
    await two.client("migrations", (snapshot) => snapshots.push(snapshot));
    const missed = two.heard("missed");
    expect(snapshots).toEqual([[record]]);
    expect(await killListeners()).toBe(2);
    // Said while nobody hears.
    stored = [aMigration({ revision: 5 })];
    one.events.emit("migration:state", stored[0] ?? record);
    await expect.poll(() => missed.length, { timeout: 12_000 }).toBe(1);
    await expect.poll(() => snapshots.at(-1), { timeout: 3_000 }).toEqual(stored);
    const samples = two.heard("migration:sample");
    one.events.emit("migration:sample", record.id, aSample(1));
    await expect.poll(() => samples.length).toBe(1);
  });

  it("disturbs nobody when nothing was said meanwhile", async () => {
    const snapshots: unknown[] = [];
    await two.client("migrations", (snapshot) => snapshots.push(snapshot));
    const missed = two.heard("missed");
    await killListeners();
    await sleep(6_000);
    const samples = two.heard("migration:sample");
    one.events.emit("migration:sample", record.id, aSample(1));
    await expect.poll(() => samples.length).toBe(1);
    expect(missed.length).toBe(0);
    expect(snapshots).toHaveLength(1);
  });
});
