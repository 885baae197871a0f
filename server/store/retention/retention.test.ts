import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultOf } from "../../../lib/core/migration/test-support/records.ts";
import { domainUuid, hostId, migrationId } from "../../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import { prepareDataFolder } from "../../data-folder.ts";
import { createLogger } from "../../logger.ts";
import { temporaryDataFolder } from "../../test-support/data-folder.ts";
import { aHost, aLogEntry, aMigration, aSample } from "../../test-support/records.ts";
import { type OpenStore, openStore } from "../index.ts";
import { sweep } from "./index.ts";
import { DAY_MS } from "./limits.ts";

const folder = temporaryDataFolder();
const NOW = 2_000 * DAY_MS;
const LIMITS = { days: 400, migrations: 20_000 };
let store: OpenStore;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, createLogger("silent"));
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const sql = async (text: string, values: readonly unknown[] = []) => {
  const client = await store.database.pool.connect();
  try {
    return await client.query(text, [...values]);
  } finally {
    client.release();
  }
};

let counter = 0;
async function stored(change: Partial<MigrationRecord>): Promise<MigrationRecord> {
  const tail = String(++counter).padStart(12, "0");
  const record = aMigration({ id: migrationId(`m_${tail}`), createdAtMs: (change.endedAtMs ?? NOW) - 60_000, ...change });
  const request = { ...record.request, domainUuid: domainUuid(`11111111-2222-4333-8444-${tail}`) };
  await store.migrations.insert({ ...record, request }, `key-${tail}`);
  return { ...record, request };
}

const ended = (daysAgo: number, change: Partial<MigrationRecord> = {}) =>
  stored({ state: "succeeded", result: resultOf("moved"), endedAtMs: NOW - daysAgo * DAY_MS, ...change });

/** Readings of half a second each, with one fast and one slow moment. */
const addSamples = (record: MigrationRecord, count: number, fromMs: number) =>
  sql(
    `insert into migration_samples select $1, $3::float8 + i * 500, json_build_object('atMs', $3::float8 + i * 500, 'iteration', 1 + i / 1000,
       'memoryBytesPerSec', case when i = 777 then 9000000 when i = 4321 then 1 else 1000000 + i % 7 end, 'diskBytesPerSec', 0, 'dirtyRateBytesPerSec', 5)
     from generate_series(0, $2::int - 1) as i`,
    [record.id, count, fromMs],
  );

const ids = async () => (await store.migrations.list({ limit: 10_000 })).map(({ id }) => id);
const thinned = async (id: string) => (await sql("select thinned from migrations where id = $1", [id])).rows[0]?.thinned;

describe("what is kept of an ended migration", { timeout: 60_000 }, () => {
  it("is everything for two days, then a curve of 300 points, then of 60; a hundred thousand readings shrink to a page's worth", async () => {
    const startMs = NOW - 3 * DAY_MS;
    const phaseStartedAtMs = { preparing: startMs, "pre-copy": startMs + 1_200, switchover: startMs + 49_000_000 };
    const record = await ended(1, { phaseStartedAtMs });
    await addSamples(record, 100_000, startMs);
    for (let id = 1; id <= 3_000; id += 500)
      await store.migrations.putLog(record.id, aLogEntry(id, { stdout: "x\u0000".repeat(8_000) }));
    expect(await sweep(store.database.pool, LIMITS, NOW)).toEqual({ thinned: 0, forgotten: 0 });
    expect(await store.migrations.samples(record.id)).toHaveLength(100_000);

    expect(await sweep(store.database.pool, LIMITS, NOW + 2 * DAY_MS)).toEqual({ thinned: 1, forgotten: 0 });
    const kept = await store.migrations.samples(record.id);
    expect(kept.length).toBeLessThanOrEqual(300);
    expect(kept.length).toBeGreaterThan(150);
    expect(kept[0]?.atMs).toBe(startMs);
    expect(kept.at(-1)?.atMs).toBe(startMs + 99_999 * 500);
    const rates = kept.map(({ memoryBytesPerSec }) => memoryBytesPerSec);
    expect([Math.min(...rates), Math.max(...rates)]).toEqual([1, 9_000_000]);
    for (const mark of [startMs + 1_500, startMs + 49_000_000]) expect(kept.map(({ atMs }) => atMs)).toContain(mark);
    expect(await thinned(record.id)).toBe(1);
    expect((await store.migrations.log(record.id))[0]?.stdout).toHaveLength(16_000);
    expect(await sweep(store.database.pool, LIMITS, NOW + 2 * DAY_MS)).toEqual({ thinned: 0, forgotten: 0 });

    await sweep(store.database.pool, LIMITS, NOW + 90 * DAY_MS);
    expect((await store.migrations.samples(record.id)).length).toBeLessThanOrEqual(60);
    const log = await store.migrations.log(record.id);
    expect(log.map(({ id, stdout }) => [id, stdout.length])[0]).toEqual([1, 1_000]);
    expect(await store.migrations.get(record.id)).toEqual(record);
  });

  it("is the beginning and the end of a log that grew too long", async () => {
    const record = await ended(3);
    await sql(
      "insert into migration_log select $1, i, json_build_object('id', i, 'kind', 'note', 'stdout', '', 'stderr', '') from generate_series(1, 5000) i",
      [record.id],
    );
    await sweep(store.database.pool, LIMITS, NOW);
    const left = (await store.migrations.log(record.id)).map(({ id }) => id);
    expect(left).toHaveLength(2_000);
    expect([left[0], left[499], left[500], left.at(-1)]).toEqual([1, 500, 3_501, 5_000]);
  });
});

describe("a migration that has not ended", { timeout: 60_000 }, () => {
  it("keeps everything of its last hour, and of days before only a curve", async () => {
    const record = await stored({ state: "running", createdAtMs: NOW - 2_000 * DAY_MS });
    await addSamples(record, 30_000, NOW - 30_000 * 500);
    await sweep(store.database.pool, LIMITS, NOW);
    const kept = await store.migrations.samples(record.id);
    expect(kept.filter(({ atMs }) => atMs >= NOW - 3_600_000)).toHaveLength(7_200);
    expect(kept.filter(({ atMs }) => atMs < NOW - 3_600_000).length).toBeLessThanOrEqual(2_000);
    expect(await thinned(record.id)).toBe(0);
  });
});

describe("what goes", () => {
  it("is what ended long ago, never what has not ended or needs somebody", async () => {
    const old = await ended(401);
    await store.migrations.appendSample(old.id, aSample(1));
    const young = await ended(399);
    const [unfinished, twoRun, undecided] = [
      await stored({ state: "running", createdAtMs: 1 }),
      await ended(500, { state: "failed", result: resultOf("split-brain") }),
      await ended(500, { state: "indeterminate", attention: { key: "x" } }),
    ];
    expect((await sweep(store.database.pool, LIMITS, NOW))?.forgotten).toBe(1);
    expect(await ids()).not.toContain(old.id);
    expect(await ids()).toEqual(expect.arrayContaining([young.id, unfinished.id, twoRun.id, undecided.id]));
    expect((await sql("select 1 from migration_samples where migration_id = $1", [old.id])).rowCount).toBe(0);
  });

  it("is the oldest of too many", async () => {
    const all = [];
    for (let days = 30; days > 0; days--) all.push((await ended(days / 100)).id);
    await sweep(store.database.pool, { days: 400, migrations: 5 }, NOW);
    const left = await ids();
    expect(all.filter((id) => left.includes(id))).toEqual(all.slice(-5));
  });

  it("is old fixes, answered levers, sessions and processes of the past; what runs stays", async () => {
    const fix = (id: string, daysAgo: number, state: "running" | "applied") =>
      store.fixes.insert(
        {
          ...{ id, revision: 1, atMs: NOW - daysAgo * DAY_MS, by: "me", domainName: null, steps: [], state },
          ...{ request: { action: { kind: "open-data-ports" }, domainUuid: null, hostIds: [hostId("h_a")] } },
          ...{ undo: "possible", undoneAtMs: null, undoneBy: null },
        },
        id,
      );
    await fix("f_old", 401, "applied");
    await fix("f_runs", 900, "running");
    await fix("f_new", 3, "applied");
    const record = await stored({ state: "running" });
    const lever = "insert into lever_requests values ($1, $2, $3, '{}', 'me', $4)";
    await sql(lever, ["l_answered", record.id, NOW - 2 * DAY_MS, '{"ok":true}']);
    await sql(lever, ["l_open", record.id, NOW - 2 * DAY_MS, null]);
    await sql("insert into server_processes values ('gone', 'x', now(), now() - interval '3 days'), ('here', 'y', now(), now())");
    await sql("insert into socket_io_attachments (created_at) values (now() - interval '3 days'), (now())");
    await sweep(store.database.pool, LIMITS, NOW);
    expect((await store.fixes.list({ limit: 9 })).map(({ id }) => id).sort()).toEqual(["f_new", "f_runs"]);
    expect((await sql("select id from lever_requests")).rows).toEqual([{ id: "l_open" }]);
    expect((await sql("select id from server_processes")).rows).toEqual([{ id: "here" }]);
    expect((await sql("select 1 from socket_io_attachments")).rowCount).toBe(1);
  });

  it("is figures of the way between hosts, with either host", async () => {
    const [here, there] = [aHost("h_here"), aHost("h_there")];
    for (const host of [here, there]) await store.hosts.insert(host);
    await store.linkFigures.save({ sourceHostId: here.id, destinationHostId: there.id, measured: null, learned: null });
    await store.hosts.remove(there.id);
    expect(await store.linkFigures.list()).toEqual([]);
  });
});

it("is done by one process at a time", async () => {
  const client = await store.database.pool.connect();
  await client.query("select pg_advisory_lock(8531556483385880691)");
  expect(await sweep(store.database.pool, LIMITS, NOW)).toBeNull();
  await client.query("select pg_advisory_unlock(8531556483385880691)");
  client.release();
  expect(await sweep(store.database.pool, LIMITS, NOW)).toEqual({ thinned: 0, forgotten: 0 });
});
