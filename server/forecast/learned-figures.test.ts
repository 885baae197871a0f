import { describe, expect, it } from "vitest";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import { queuedRecord, resultOf, zeroSample } from "../../lib/core/migration/test-support/records.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { lessonOf, withLesson } from "./learned-figures.ts";

const MIB = 1_048_576;
/** Starts at 1 s, copies 16 MiB/s from 3 s on, ends at 13 s after 144 MiB (9 s): a second for the switch. */
const samples = [4000, 6000, 10_000].map((atMs) =>
  zeroSample({ atMs, memoryProcessedBytes: ((atMs - 3000) / 1000) * 16 * MIB, memoryBytesPerSec: 15 * MIB }),
);
function ended(changes: Partial<MigrationRecord> = {}, options: Partial<MigrationOptions> = {}): MigrationRecord {
  const record = queuedRecord({ createdAtMs: 1000, endedAtMs: 13_000, state: "succeeded" });
  return {
    ...record,
    request: { ...record.request, options: { ...DEFAULT_MIGRATION_OPTIONS, ...options } },
    result: { ...resultOf("moved"), transferredBytes: 144 * MIB },
    ...changes,
  };
}

describe("lessonOf", () => {
  it("tells the rate, the time before the first byte and the time after the last", () => {
    expect(lessonOf(ended(), samples)).toEqual({ bytesPerSec: 16 * MIB, setUpMs: 2000, switchMs: 1000 });
  });

  it("tells no rate of one that was over before it was seen twice, but its times", () => {
    expect(lessonOf(ended(), samples.slice(0, 1))).toMatchObject({ bytesPerSec: null, setUpMs: 1933 });
  });

  it("does not count what came after the switch", () => {
    const after = zeroSample({ atMs: 12_500, memoryProcessedBytes: 900 * MIB });
    const record = ended({ phaseStartedAtMs: { switchover: 12_000 } });
    expect(lessonOf(record, [...samples, after])?.bytesPerSec).toBe(16 * MIB);
  });

  it.each<[string, MigrationRecord]>([
    ["failed", ended({ state: "failed" })],
    ["aborted", ended({ state: "aborted" })],
    ["was limited by the admin", ended({}, { bandwidthMiBps: 16 })],
    [
      "was limited while it ran",
      ended({ levers: [{ action: { kind: "bandwidth", mibPerSec: 4 } }] as unknown as MigrationRecord["levers"] }),
    ],
    ["was encrypted", ended({}, { tls: true })],
    ["was compressed", ended({}, { compression: { method: "xbzrle", cacheMiB: null } })],
    ["copied files", ended({}, { mode: "offline" })],
    ["broke and was recovered", ended({ recoveries: 1 })],
    ["was changed from outside", ended({ outsideChanges: [{}] as unknown as MigrationRecord["outsideChanges"] })],
  ])("learns nothing from one that %s", (_, record) => {
    expect(lessonOf(record, samples)).toBeNull();
  });

  it("learns nothing without a reading", () => {
    expect(lessonOf(ended(), [])).toBeNull();
  });
});

describe("withLesson", () => {
  const nothing = {
    sourceHostId: hostId("h_aaaaaaaaaa"),
    destinationHostId: hostId("h_bbbbbbbbbb"),
    measured: null,
    learned: null,
  };
  const lesson = { bytesPerSec: 100, setUpMs: 2000, switchMs: 1000 };

  it("takes the first rate as it is, half of the first times, and lets later ones count more", () => {
    const first = withLesson(nothing, { bytesPerSec: 100, setUpMs: 2800, switchMs: 1400 }, 5);
    expect(first.learned).toEqual({ ...lesson, migrations: 1, atMs: 5 });
    const later = withLesson(first, { bytesPerSec: 200, setUpMs: 3000, switchMs: 500 }, 6);
    expect(later.learned).toEqual({ bytesPerSec: 140, setUpMs: 2400, switchMs: 800, migrations: 2, atMs: 6 });
    const far = Array.from({ length: 8 }).reduce<typeof later>(
      (link) => withLesson(link, { ...lesson, bytesPerSec: 1000 }, 7),
      later,
    );
    expect(far.learned?.bytesPerSec).toBeGreaterThan(960);
  });

  it("does not take one slow start for the link's own", () => {
    expect(withLesson(nothing, { ...lesson, setUpMs: 7000 }, 5).learned?.setUpMs).toBe(4100);
  });

  it("keeps the rate where there is none to learn, and is no first lesson without one", () => {
    const first = withLesson(nothing, { bytesPerSec: 100, setUpMs: 2800, switchMs: 1400 }, 5);
    expect(withLesson(first, { ...lesson, bytesPerSec: null, setUpMs: 3000 }, 6).learned).toMatchObject({
      bytesPerSec: 100,
      setUpMs: 2400,
    });
    expect(withLesson(nothing, { ...lesson, bytesPerSec: null }, 6)).toBe(nothing);
  });
});
