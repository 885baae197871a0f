import { describe, expect, it } from "vitest";
import { queuedRecord } from "../migration/test-support/records.ts";
import { domainUuid, hostId } from "../model/ids.ts";
import type { MigrationRecord, SideTruth, TruthVerdict } from "../model/migration.ts";
import type { RecoveryKind } from "../model/recovery.ts";
import { findCases } from "./find-cases.ts";
import { openCases } from "./open-cases.ts";
import { places } from "./test-support/places.ts";

const UUID = domainUuid("7a6b0001-0000-4000-8000-000000000001");
const [HV1, HV2] = [hostId("h_hv1000000000"), hostId("h_hv2000000000")];

/** A migration from hv1 to hv2 that ended with this verdict; "going-on": that has not. */
function record(verdict: TruthVerdict | "going-on"): MigrationRecord {
  const base = queuedRecord();
  const request = { ...base.request, domainUuid: UUID, sourceHostId: HV1, destinationHostId: HV2 };
  if (verdict === "going-on") return { ...base, request, state: "running" };
  const side: SideTruth = {
    hostId: HV1,
    reachable: true,
    present: false,
    state: null,
    stateReason: null,
    persistent: null,
    jobActive: false,
    detail: null,
  };
  const truth = { verdict, checkedAtMs: 0, durationMs: 0, source: side, destination: side, items: [], leftovers: [] };
  const result = {
    truth,
    failure: null,
    exitCode: 1,
    measuredDowntimeMs: null,
    totalMs: 1,
    libvirtTotalMs: null,
    transferredBytes: null,
    longestPingGapMs: null,
  };
  return { ...base, request, state: "failed", endedAtMs: 2000, result };
}

/** How hv1, hv2, hv3 have the VM, its newest migration, and what is the matter ("none": nothing). */
const CASES: readonly (readonly [readonly [string, string, string], TruthVerdict | "going-on" | null, RecoveryKind | "none"])[] =
  [
    [["running (booted)", "absent", "absent"], null, "none"],
    [["running (booted)", "absent", "absent"], "stayed", "none"],
    [["paused (user)", "absent", "absent"], null, "none"],
    [["paused (I/O error)", "absent", "absent"], null, "none"],
    [["shut off (shutdown)", "absent", "absent"], "moved", "none"],
    [["running (booted)", "running (booted)", "absent"], null, "split-brain"],
    [["running (booted)", "running (booted)", "absent"], "going-on", "none"],
    [["running (booted), job out", "paused (migrating), job in", "absent"], null, "foreign-job"],
    [["running (booted), job other", "absent", "absent"], null, "none"],
    [["paused (post-copy), job out", "running (post-copy), job in", "absent"], null, "foreign-job"],
    [["paused (user)", "paused (user)", "absent"], null, "paused-twice"],
    [["paused (migrating), qemu postmigrate", "paused (migrating), qemu inmigrate", "absent"], null, "paused-twice"],
    [["paused (migrating)", "running (migrated)", "absent"], "needs-attention", "paused-beside-running"],
    [["paused (post-copy)", "running (migrated)", "absent"], "needs-attention", "paused-beside-running"],
    [["paused (migrating)", "absent", "absent"], null, "stopped-midway"],
    [["paused (unknown)", "shut off (destroyed)", "absent"], null, "stopped-midway"],
    [["paused (migrating)", "silent", "absent"], "unknown", "unknown"],
    [["absent", "paused (migrating), qemu inmigrate", "absent"], null, "half-arrived"],
    [["paused (post-copy failed), job out", "running (post-copy failed), job in", "absent"], null, "post-copy-failed"],
    [["paused (post-copy failed), job out", "running (post-copy), job in", "absent"], null, "post-copy-failed"],
    [["paused (post-copy failed), job out", "absent", "absent"], null, "post-copy-lost"],
    [["absent", "running (post-copy failed)", "absent"], null, "post-copy-lost"],
    [["paused (post-copy failed)", "silent", "absent"], "unknown", "unknown"],
    [["shut off (migrated)", "running (migrated)", "absent"], "moved", "leftover-definition"],
    [["paused (user)", "shut off (destroyed)", "absent"], null, "leftover-definition"],
    [["shut off (migrated)", "shut off (destroyed)", "absent"], null, "duplicate-definitions"],
    [["shut off (destroyed)", "absent", "absent"], "needs-attention", "vm-down"],
    [["shut off (destroyed)", "silent", "absent"], "unknown", "unknown"],
    [["absent", "absent", "absent"], "lost", "vm-lost"],
    [["absent", "silent", "absent"], "unknown", "unknown"],
    [["absent", "absent, stray", "absent"], "lost", "stray-qemu"],
    [["running (booted)", "silent", "absent"], "unknown", "none"],
  ];

const find = (words: readonly string[], newest: TruthVerdict | "going-on" | null) =>
  findCases({
    domains: [{ uuid: UUID, name: "web01", places: places(...words) }],
    snapshots: [],
    records: newest === null ? [] : [record(newest)],
    leftovers: [],
  });

describe("what is the matter with a VM", () => {
  it.each(CASES)("%j after %s: %s", (words, newest, kind) => {
    expect(find(words, newest).map((one) => one.kind)).toEqual(kind === "none" ? [] : [kind]);
  });

  it("shows what is refused with its reason, and asks for the name of a host that is silent", () => {
    const [unknown] = find(["shut off (destroyed)", "silent", "absent"], "unknown");
    expect(unknown?.ways).toMatchObject([{ action: { kind: "start-vm" }, refused: null, fence: [{ hostName: "hv2" }] }]);
    const [twice] = find(["paused (user)", "paused (user)", "absent"], null);
    expect(twice?.ways.map(({ action, hostName, refused }) => [action?.kind, hostName, refused?.values?.host])).toEqual([
      ["destroy-copy", "hv1", undefined],
      ["destroy-copy", "hv2", undefined],
      ["resume-copy", "hv1", "hv2"],
      ["resume-copy", "hv2", "hv1"],
    ]);
  });

  it("says how a post-copy is taken up with the very command that began it, where that is known", () => {
    const words = ["paused (post-copy failed)", "running (post-copy failed)", "absent"];
    const argv = ["virsh", "migrate", "--postcopy", "--bandwidth", "4"];
    const newest = { ...record("needs-attention"), argv };
    const domains = [{ uuid: UUID, name: "web01", places: places(...words) }];
    const [known] = findCases({ domains, snapshots: [], records: [newest], leftovers: [] });
    expect(known?.ways[0]?.commands[0]?.argv).toEqual([
      "virsh",
      "migrate",
      "--postcopy",
      "--postcopy-resume",
      "--bandwidth",
      "4",
    ]);
    const [foreign] = find(words, null);
    expect(foreign?.ways[0]?.commands[0]?.argv).toEqual(expect.arrayContaining(["qemu+ssh://hv2/system", "--postcopy-resume"]));
  });
});

describe("what a migration left on a host", () => {
  const NOW = 10_000_000;
  const job = (jobId: string, state: "running" | "ended", startedAtMs: number) => ({ jobId, state, pid: 7, startedAtMs });
  const part = (path: string, changedAtMs: number) => ({
    kind: "part-folder" as const,
    path,
    inode: "5",
    bytes: "4096",
    changedAt: `${changedAtMs / 1000}.000000000`,
  });
  const onHost = (found: { jobs?: ReturnType<typeof job>[]; files?: ReturnType<typeof part>[] }, records: MigrationRecord[]) =>
    findCases({
      domains: [],
      snapshots: [],
      records,
      leftovers: [{ hostId: HV1, hostName: "hv1", hostNowMs: NOW, images: [], files: found.files ?? [], jobs: found.jobs ?? [] }],
    });
  const mine = "m-0123456789";

  it("leaves alone what belongs to a migration that is looked after, or that another console may be at", () => {
    const going = [record("going-on")];
    expect(onHost({ jobs: [job(mine, "running", 0), job(`${mine}-r1`, "ended", 0)] }, going)).toEqual([]);
    expect(onHost({ files: [part(`/srv/.virtferry-${mine}-0.part`, 0)] }, going)).toEqual([]);
    expect(onHost({ jobs: [job("m-zzzzzzzzzzzz", "ended", NOW - 60_000)] }, [])).toEqual([]);
    expect(onHost({ files: [part("/srv/.virtferry-m-zzzzzzzzzzzz-0.part", NOW - 60_000)] }, [])).toEqual([]);
  });

  it("offers to remove what is over, and only says what runs", () => {
    const cases = onHost(
      {
        jobs: [job(mine, "ended", 0), job("m-zzzzzzzzzzzz", "running", NOW)],
        files: [part(`/srv/.virtferry-${mine}-0.part`, 0)],
      },
      [record("stayed")],
    );
    expect(cases.map(({ kind, ways }) => [kind, ways[0]?.action?.kind])).toEqual([
      ["part-folder", "remove-part-folder"],
      ["dead-job", "remove-job"],
      ["running-job", undefined],
    ]);
    expect(openCases(cases)).toBe(2);
  });
});
