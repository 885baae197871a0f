import { describe, expect, it } from "vitest";
import type { HostSnapshot, MigrationLogEntry, MigrationRecord, MigrationSample, MigrationView } from "@/lib/contract/index.ts";
import {
  newestHosts,
  newestView,
  withHost,
  withLogEntry,
  withMigration,
  withoutHost,
  withRecord,
  withSamples,
} from "./live-cache.ts";

// Only what these functions look at.
const host = (id: string, revision: number) => ({ registration: { id }, revision }) as HostSnapshot;
const migration = (id: string, revision: number, createdAtMs = 0) => ({ id, revision, createdAtMs }) as MigrationRecord;
const sample = (atMs: number) => ({ atMs }) as MigrationSample;
const entry = (id: number, repeats = 1) => ({ id, repeats }) as MigrationLogEntry;
const view = (times: readonly number[], log: readonly MigrationLogEntry[] = [], revision = 1): MigrationView => ({
  record: migration("m", revision),
  samples: times.map(sample),
  log,
});
const times = (of: MigrationView) => of.samples.map((one) => one.atMs);

describe("hosts", () => {
  it("are replaced by what is newer only, in their place", () => {
    const hosts = [host("a", 3), host("b", 3)];
    expect(withHost(hosts, host("a", 4)).map((one) => one.revision)).toEqual([4, 3]);
    expect(withHost(hosts, host("a", 3))).toBe(hosts);
    expect(withHost(hosts, host("a", 2))).toBe(hosts);
    expect(withHost(hosts, host("c", 1))).toHaveLength(3);
    expect(withoutHost(hosts, "a")).toEqual([host("b", 3)]);
    expect(withoutHost(hosts, "z")).toBe(hosts);
  });

  it("that a message brought are not lost to a slower answer", () => {
    expect(newestHosts([host("a", 3), host("b", 5)], [host("a", 4), host("b", 4), host("gone", 9)])).toEqual([
      host("a", 4),
      host("b", 5),
    ]);
    expect(newestHosts([host("a", 1)], undefined)).toEqual([host("a", 1)]);
  });
});

describe("migrations", () => {
  it("stand newest first", () => {
    const list = [migration("c", 1, 30), migration("a", 1, 10)];
    expect(withMigration(list, migration("d", 1, 40)).map((one) => one.id)).toEqual(["d", "c", "a"]);
    expect(withMigration(list, migration("b", 1, 20)).map((one) => one.id)).toEqual(["c", "b", "a"]);
    expect(withMigration(list, migration("0", 1, 1)).map((one) => one.id)).toEqual(["c", "a", "0"]);
  });

  it("are replaced by what is newer only", () => {
    const list = [migration("a", 5)];
    expect(withMigration(list, migration("a", 6))[0]?.revision).toBe(6);
    expect(withMigration(list, migration("a", 5))).toBe(list);
    const one = view([], [], 5);
    expect(withRecord(one, migration("m", 4))).toBe(one);
    expect(withRecord(one, migration("m", 6)).record.revision).toBe(6);
  });
});

describe("samples", () => {
  it.each([
    [[1, 2], [3], [1, 2, 3]],
    [[1, 2], [2], [1, 2]],
    [
      [1, 2],
      [2, 4, 3],
      [1, 2, 3, 4],
    ],
    [
      [2, 4],
      [3, 1, 3],
      [1, 2, 3, 4],
    ],
    [[], [5, 5], [5]],
  ])("%j and %j make %j", (old, more, all) => expect(times(withSamples(view(old), more.map(sample)))).toEqual(all));

  it("stay the same object when there is nothing new", () => {
    const old = view([1, 2]);
    expect(withSamples(old, [sample(1)])).toBe(old);
  });

  it("are capped, oldest first", () => {
    const many = view(Array.from({ length: 20_000 }, (_, index) => index));
    const more = withSamples(many, [sample(20_000), sample(20_001)]);
    expect([more.samples.length, more.samples[0]?.atMs]).toEqual([20_000, 2]);
  });
});

describe("the log", () => {
  it("takes each entry once, in order of its id, the newest form of it", () => {
    let now = view([], [entry(1), entry(3)]);
    now = withLogEntry(now, entry(4));
    now = withLogEntry(now, entry(2));
    now = withLogEntry(now, entry(3, 9));
    expect(now.log.map((one) => [one.id, one.repeats])).toEqual([
      [1, 1],
      [2, 1],
      [3, 9],
      [4, 1],
    ]);
  });
});

it("joins a fetched view with what messages brought meanwhile", () => {
  const merged = newestView(view([1, 2], [entry(1)], 3), view([2, 3], [entry(2)], 4));
  expect([merged.record.revision, times(merged), merged.log.map((one) => one.id)]).toEqual([4, [1, 2, 3], [1, 2]]);
});
