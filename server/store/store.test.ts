import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import { domainUuid, hostId, migrationId } from "../../lib/core/model/ids.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { aHost, aLogEntry, aMigration, aSample } from "../test-support/records.ts";
import { type OpenStore, openStore } from "./index.ts";

const folder = temporaryDataFolder();
let store: OpenStore;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, createLogger("silent"));
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

let counter = 0;
function fresh(change: Parameters<typeof aMigration>[0] = {}) {
  counter++;
  const tail = String(counter).padStart(12, "0");
  const record = aMigration({ id: migrationId(`m_${tail}`), createdAtMs: counter, ...change });
  return { ...record, request: { ...record.request, domainUuid: domainUuid(`11111111-2222-4333-8444-${tail}`) } };
}

describe("migrations", () => {
  it("lets one of many inserts for a domain win and tells the others who", async () => {
    const first = fresh();
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store.migrations.insert({ ...first, id: migrationId(`${first.id}${index}`) }, `race-${first.id}-${index}`),
      ),
    );
    const winners = all.filter((outcome) => outcome.kind === "inserted");
    const losers = all.filter((outcome) => outcome.kind === "domain-busy");
    expect(winners).toHaveLength(1);
    expect(losers).toHaveLength(11);
    const [stored] = (await store.migrations.unfinished()).filter((one) => one.request.domainUuid === first.request.domainUuid);
    for (const loser of losers) expect(loser).toEqual({ kind: "domain-busy", record: stored });
  });

  it("gives the same record for the same idempotency key, also after it ended", async () => {
    const record = fresh();
    expect(await store.migrations.insert(record, `key-${record.id}`)).toEqual({ kind: "inserted" });
    const again = { ...record, id: migrationId(`${record.id}x`) };
    expect(await store.migrations.insert(again, `key-${record.id}`)).toEqual({ kind: "repeated", record });
    const ended = { ...record, revision: 2, state: "succeeded" as const, endedAtMs: 5 };
    await store.migrations.update(ended);
    expect(await store.migrations.insert(again, `key-${record.id}`)).toEqual({ kind: "repeated", record: ended });
  });

  it("reads a record that an earlier version stored", async () => {
    const record = fresh();
    const { steps: _1, levers: _2, limits: _3, ...old } = record;
    const { persistent, undefineSource, maxDowntimeMs } = record.request.options;
    const options = { persistent, undefineSource, maxDowntimeMs };
    const stored = { ...old, request: { ...record.request, options } } as unknown as typeof record;
    await store.migrations.insert(stored, `old-${record.id}`);
    const read = await store.migrations.get(record.id);
    expect(read).toMatchObject({
      steps: [],
      levers: [],
      request: { options: { mode: "live", storageCopy: "none", ...options } },
    });
    expect((await store.migrations.unfinished()).find(({ id }) => id === record.id)).toEqual(read);
    await store.migrations.update({ ...record, revision: 2, endedAtMs: 9 });
  });

  it("allows the next migration of a domain once the first has ended", async () => {
    const record = fresh();
    await store.migrations.insert(record, `first-${record.id}`);
    await store.migrations.update({ ...record, revision: 2, endedAtMs: 9 });
    const next = { ...record, id: migrationId(`${record.id}n`) };
    expect(await store.migrations.insert(next, `second-${record.id}`)).toEqual({ kind: "inserted" });
  });

  it("refuses an update that does not follow the stored revision", async () => {
    const record = fresh();
    await store.migrations.insert(record, `rev-${record.id}`);
    await store.migrations.update({ ...record, revision: 2 });
    await expect(store.migrations.update({ ...record, revision: 2 })).rejects.toThrow(/does not follow/);
    await expect(store.migrations.update({ ...record, revision: 4 })).rejects.toThrow(/does not follow/);
    expect((await store.migrations.get(record.id))?.revision).toBe(2);
  });

  it("lists newest first, by domain, by either host, up to the limit", async () => {
    const a = fresh({ createdAtMs: 2_000_001 });
    const b = { ...fresh({ createdAtMs: 2_000_002 }) };
    const away = { ...b, request: { ...b.request, sourceHostId: hostId("h_cccccccccccc") } };
    await store.migrations.insert(a, `list-${a.id}`);
    await store.migrations.insert(away, `list-${away.id}`);
    expect((await store.migrations.list({ limit: 2 })).map((one) => one.id)).toEqual([away.id, a.id]);
    expect(await store.migrations.list({ limit: 9, domainUuid: a.request.domainUuid })).toEqual([a]);
    expect(await store.migrations.list({ limit: 9, hostId: "h_cccccccccccc" })).toEqual([away]);
    const toBoth = await store.migrations.list({ limit: 2, hostId: "h_bbbbbbbbbbbb" });
    expect(toBoth.map((one) => one.id)).toEqual([away.id, a.id]);
  });

  it("keeps samples in order and log entries by id, replacing a known one", async () => {
    const record = fresh();
    await store.migrations.insert(record, `log-${record.id}`);
    for (const at of [30, 10.5, 20, 20]) await store.migrations.appendSample(record.id, aSample(at));
    expect((await store.migrations.samples(record.id)).map((sample) => sample.atMs)).toEqual([10.5, 20, 30]);
    await store.migrations.putLog(record.id, aLogEntry(2));
    await store.migrations.putLog(record.id, aLogEntry(1));
    await store.migrations.putLog(record.id, aLogEntry(2, { repeats: 7 }));
    expect((await store.migrations.log(record.id)).map((entry) => [entry.id, entry.repeats])).toEqual([
      [1, 1],
      [2, 7],
    ]);
  });

  it("keeps whatever a host printed: NUL, half a surrogate pair, quotes, markup", async () => {
    const record = fresh({ domainName: "a'b\"$(id)<b>虚拟机\u0000\ud800" });
    await store.migrations.insert(record, `hostile-${record.id}`);
    expect((await store.migrations.get(record.id))?.domainName).toBe(record.domainName);
    const entry = aLogEntry(1, { stdout: "x\u0000y\u001b[31m\udfff" });
    await store.migrations.putLog(record.id, entry);
    expect(await store.migrations.log(record.id)).toEqual([entry]);
  });
});

describe("fixes", () => {
  const fix = (id: string, atMs: number, hosts: readonly string[]): FixRecord => ({
    id,
    revision: 1,
    atMs,
    by: "me",
    request: { action: { kind: "open-data-ports" }, domainUuid: null, hostIds: hosts.map((one) => hostId(one)) },
    domainName: 'x; $(id) "数据库"',
    steps: [],
    state: "running",
    undo: "possible",
    undoneAtMs: null,
    undoneBy: null,
  });
  const [a, b, c] = ["h_ffffffffffaa", "h_ffffffffffbb", "h_ffffffffffcc"] as const;

  it("lets one of many presses with the same key win, and gives its record to the others", async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.fixes.insert(fix(`f_race${index}`, 1, [a]), "race")),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
    expect((await store.fixes.byKey("race"))?.id).toBe(`f_race${all.indexOf(true)}`);
    expect(await store.fixes.byKey("other")).toBeUndefined();
  });

  it("keeps each revision in turn, lists by host and newest first, and knows which are running", async () => {
    const [first, second] = [fix("f_1", 10, [a, b]), fix("f_2", 20, [b, c])];
    await store.fixes.insert(first, "key-1");
    await store.fixes.insert(second, "key-2");
    const applied = { ...first, revision: 2, state: "applied" as const };
    await store.fixes.update(applied);
    await expect(store.fixes.update(applied)).rejects.toThrow(/revision/);
    expect(await store.fixes.get("f_1")).toEqual(applied);
    expect(await store.fixes.get("f_3")).toBeUndefined();
    expect((await store.fixes.list({ hostId: b, limit: 10 })).map(({ id }) => id)).toEqual(["f_2", "f_1"]);
    expect((await store.fixes.list({ hostId: c, limit: 10 })).map(({ id }) => id)).toEqual(["f_2"]);
    expect(await store.fixes.list({ limit: 1 })).toEqual([second]);
    expect((await store.fixes.running()).map(({ id }) => id)).not.toContain("f_1");
    expect((await store.fixes.running()).map(({ id }) => id)).toContain("f_2");
  });
});

describe("figures of links", () => {
  it("keeps the latest of each way, each direction apart, and goes with its hosts", async () => {
    const [here, there] = [hostId("h_ffffffffffaa"), hostId("h_ffffffffffbb")];
    for (const id of [here, there]) await store.hosts.insert(aHost(id));
    const way = { sourceHostId: here, destinationHostId: there, learned: null };
    const measured = (bytesPerSec: number) => ({ bytesPerSec, atMs: 1, seconds: 10 });
    await store.linkFigures.save({ ...way, measured: measured(1) });
    await store.linkFigures.save({ ...way, measured: measured(2) });
    await store.linkFigures.save({ ...way, sourceHostId: there, destinationHostId: here, measured: measured(3) });
    const all = await store.linkFigures.list();
    expect(all).toHaveLength(2);
    expect(all.find(({ sourceHostId }) => sourceHostId === here)).toEqual({ ...way, measured: measured(2) });
    for (const id of [here, there]) await store.hosts.remove(id);
    expect(await store.linkFigures.list()).toEqual([]);
  });
});

describe("hosts", () => {
  it("keeps registrations and last facts, and forgets both together", async () => {
    const host = aHost("h_dddddddddddd");
    await store.hosts.insert(host);
    await store.hosts.update({ ...host, name: "renamed" });
    expect(await store.hosts.list()).toEqual([{ ...host, name: "renamed" }]);
    const facts = { hostname: "hv1" } as never;
    await store.hosts.saveFacts(host.id, facts, [], 5);
    await store.hosts.saveFacts(host.id, facts, [], 6);
    expect((await store.hosts.loadFacts()).get(host.id)).toEqual({ facts, domains: [], observedAtMs: 6 });
    await store.hosts.remove(host.id);
    expect((await store.hosts.loadFacts()).size).toBe(0);
    await expect(store.hosts.update(host)).rejects.toThrow(/no host/);
  });
});

describe("keys", () => {
  const key = {
    id: "k_1",
    name: "lab",
    algorithm: "ssh-ed25519",
    fingerprint: "SHA256:y",
    publicKey: "ssh-ed25519 AAAA",
    createdAtMs: 1,
  };

  it("keeps private halves in closed files only", async () => {
    await store.keys.add(key, "-----BEGIN OPENSSH PRIVATE KEY-----");
    expect(await store.keys.list()).toEqual([key]);
    expect(await store.keys.readPrivate("k_1")).toBe("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    expect(statSync(join(folder.path, "keys")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder.path, "keys", "k_1")).mode & 0o777).toBe(0o600);
    await expect(store.keys.add(key, "other")).rejects.toThrow(/already/);
    await store.keys.remove("k_1");
    expect(readdirSync(join(folder.path, "keys"))).toEqual([]);
    await expect(store.keys.readPrivate("k_1")).rejects.toThrow(/no key/);
  });

  it("never lets an id become another path", async () => {
    await expect(store.keys.add({ ...key, id: "../secret" }, "x")).rejects.toThrow(RangeError);
  });
});
