import { describe, expect, it } from "vitest";
import type { MigrationPhase, MigrationState, TruthVerdict } from "@/lib/contract/index.ts";
import { zeroSample as sampleOf } from "@/lib/core/migration/test-support/records.ts";
import { diskShare, firstForecast, memoryShare, newestSample } from "./figures.ts";
import { recordOf, truthOf } from "./test-support/records.ts";
import { timelineOf } from "./timeline.ts";
import { verdictWords } from "./verdict-words.ts";

describe("phase timeline", () => {
  const statuses = (
    state: MigrationState,
    phase: MigrationPhase,
    started: Partial<Record<MigrationPhase, number>>,
    endedAtMs: number | null = null,
  ) =>
    timelineOf({ state, phase, phaseStartedAtMs: started, endedAtMs }, 10_000)
      .map((one) => `${one.phase} ${one.status}`)
      .join(", ");

  it.each([
    [
      "queued",
      statuses("queued", "preparing", {}),
      "preparing ahead, block-copy skipped, pre-copy ahead, switchover ahead, verifying ahead",
    ],
    [
      "copying",
      statuses("running", "pre-copy", { preparing: 0, "pre-copy": 1000 }),
      "preparing done, block-copy skipped, pre-copy current, switchover ahead, verifying ahead",
    ],
    [
      "succeeded, switchover too quick to be seen",
      statuses("succeeded", "verifying", { preparing: 0, "pre-copy": 1000, verifying: 5000 }, 6000),
      "preparing done, block-copy skipped, pre-copy done, switchover done, verifying done",
    ],
    [
      "failed while preparing",
      statuses("failed", "verifying", { preparing: 0, verifying: 5000 }, 6000),
      "preparing stopped, block-copy skipped, pre-copy unreached, switchover unreached, verifying done",
    ],
    [
      "aborted in pre-copy",
      statuses("aborted", "verifying", { preparing: 0, "pre-copy": 1000, verifying: 5000 }, 6000),
      "preparing done, block-copy skipped, pre-copy stopped, switchover unreached, verifying done",
    ],
  ])("%s", (_, shown, expected) => {
    expect(shown).toBe(expected);
  });

  it("counts the time of each phase up to the next, and of the current one up to now", () => {
    const timeline = timelineOf(
      { state: "running", phase: "pre-copy", phaseStartedAtMs: { preparing: 1000, "pre-copy": 4000 }, endedAtMs: null },
      10_000,
    );
    expect(timeline.map((one) => one.durationMs)).toEqual([3000, null, 6000, null, null]);
  });
});

describe("words for the end", () => {
  it.each<[MigrationState, TruthVerdict, string, string]>([
    ["succeeded", "moved", "moved", "pass"],
    ["failed", "moved", "moved", "pass"],
    ["succeeded", "moved-paused", "movedPaused", "warn"],
    ["aborted", "stayed", "stayedAborted", "info"],
    ["failed", "stayed", "stayedFailed", "danger"],
    ["failed", "split-brain", "splitBrain", "danger"],
    ["indeterminate", "unknown", "unknown", "warn"],
  ])("%s, both hosts say %s", (state, verdict, headline, tone) => {
    expect(verdictWords(recordOf({ state, result: truthOf(verdict) }))).toMatchObject({ headline, tone });
  });

  it("never says that a paused VM goes on running", () => {
    const words = verdictWords(recordOf({ state: "aborted", result: truthOf("stayed", "paused") }));
    expect(words.headline).toBe("stayedPaused");
  });

  it("claims nothing without a check", () => {
    expect(verdictWords(recordOf({ state: "failed", result: null })).headline).toBe("noResult");
  });
});

describe("figures", () => {
  it("takes the newer of the record's sample and the list's", () => {
    const older = sampleOf({ atMs: 1000 });
    const newer = sampleOf({ atMs: 2000 });
    expect(newestSample({ record: recordOf({ lastSample: newer }), samples: [older], log: [] })).toBe(newer);
    expect(newestSample({ record: recordOf({ lastSample: older }), samples: [newer], log: [] })).toBe(newer);
    expect(newestSample({ record: recordOf({}), samples: [], log: [] })).toBeNull();
  });

  it("keeps memory and disk apart and knows when no disk is copied", () => {
    const sample = sampleOf({ memoryTotalBytes: 400, memoryRemainingBytes: 100, diskTotalBytes: 0, diskRemainingBytes: 0 });
    expect(memoryShare(sample)).toEqual({ doneBytes: 300, totalBytes: 400, fraction: 0.75 });
    expect(diskShare(sample)).toBeNull();
  });

  it("never shows a negative share while QEMU counts more left than there is", () => {
    expect(memoryShare(sampleOf({ memoryTotalBytes: 400, memoryRemainingBytes: 500 }))?.fraction).toBe(0);
  });

  it("finds the first forecast that named an end", () => {
    const { options } = recordOf({}).request;
    const first = sampleOf({
      atMs: 1000,
      iteration: 1,
      memoryBytesPerSec: 100,
      dirtyRateBytesPerSec: 0,
      memoryRemainingBytes: 900,
    });
    const second = { ...first, atMs: 9000, iteration: 2, dirtyRateBytesPerSec: 10, memoryRemainingBytes: 200 };
    expect(firstForecast([first], options)).toBeNull();
    expect(firstForecast([first, second], options)?.atMs).toBe(9000);
  });
});
