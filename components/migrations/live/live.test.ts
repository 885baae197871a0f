import { describe, expect, it } from "vitest";
import type { MigrationOptions, MigrationPhase, MigrationState, TruthVerdict } from "@/lib/contract/index.ts";
import { zeroSample as sampleOf } from "@/lib/core/migration/test-support/records.ts";
import { diskShare, memoryShare, newestSample } from "./figures.ts";
import { recordOf, truthOf } from "./test-support/records.ts";
import { timelineOf } from "./timeline.ts";
import { verdictWords } from "./verdict-words.ts";

describe("phase timeline", () => {
  const statuses = (
    state: MigrationState,
    phase: MigrationPhase,
    started: Partial<Record<MigrationPhase, number>>,
    change: { readonly endedAtMs?: number; readonly options?: Partial<MigrationOptions> } = {},
  ) => {
    const record = recordOf({ state, phase, phaseStartedAtMs: started, endedAtMs: change.endedAtMs ?? null });
    const options = { ...record.request.options, ...change.options };
    return timelineOf({ ...record, request: { ...record.request, options } }, 10_000)
      .map((one) => `${one.phase} ${one.status}`)
      .join(", ");
  };
  const ended = { endedAtMs: 6000 };
  const byHand = { postCopy: "by-hand" } as const;

  it.each([
    ["queued", statuses("queued", "preparing", {}), "preparing ahead, pre-copy ahead, switchover ahead, verifying ahead"],
    [
      "copying",
      statuses("running", "pre-copy", { preparing: 0, "pre-copy": 1000 }),
      "preparing done, pre-copy current, switchover ahead, verifying ahead",
    ],
    [
      "succeeded, switchover too quick to be seen",
      statuses("succeeded", "verifying", { preparing: 0, "pre-copy": 1000, verifying: 5000 }, ended),
      "preparing done, pre-copy done, switchover done, verifying done",
    ],
    [
      "failed while preparing",
      statuses("failed", "verifying", { preparing: 0, verifying: 5000 }, ended),
      "preparing stopped, pre-copy unreached, switchover unreached, verifying done",
    ],
    [
      "aborted in pre-copy",
      statuses("aborted", "verifying", { preparing: 0, "pre-copy": 1000, verifying: 5000 }, ended),
      "preparing done, pre-copy stopped, switchover unreached, verifying done",
    ],
    [
      "disks are copied first",
      statuses("running", "block-copy", { preparing: 0, "block-copy": 1000 }, { options: { storageCopy: "full" } }),
      "preparing done, block-copy current, pre-copy ahead, switchover ahead, verifying ahead",
    ],
    [
      "post-copy allowed, not begun",
      statuses("running", "pre-copy", { preparing: 0, "pre-copy": 1000 }, { options: byHand }),
      "preparing done, pre-copy current, switchover ahead, post-copy optional, verifying ahead",
    ],
    [
      "post-copy for certain",
      statuses("running", "pre-copy", { "pre-copy": 1000 }, { options: { postCopy: "after-first-pass" } }),
      "preparing done, pre-copy current, switchover ahead, post-copy ahead, verifying ahead",
    ],
    [
      "in post-copy, broken",
      statuses("post-copy-broken", "post-copy", { preparing: 0, "pre-copy": 1000, "post-copy": 2000 }, { options: byHand }),
      "preparing done, pre-copy done, switchover done, post-copy current, verifying ahead",
    ],
    [
      "post-copy allowed, never needed",
      statuses("succeeded", "verifying", { preparing: 0, "pre-copy": 1000, verifying: 5000 }, { ...ended, options: byHand }),
      "preparing done, pre-copy done, switchover done, post-copy skipped, verifying done",
    ],
    [
      "an offline move",
      statuses("running", "file-copy", { preparing: 0, "file-copy": 1000 }, { options: { mode: "offline" } }),
      "preparing done, file-copy current, defining ahead, verifying ahead",
    ],
    [
      "a saved state that fails while its files are copied",
      statuses(
        "failed",
        "verifying",
        { preparing: 0, "saving-state": 1, "file-copy": 2, verifying: 3 },
        { ...ended, options: { mode: "saved-state" } },
      ),
      "preparing done, saving-state done, file-copy stopped, defining unreached, restoring unreached, verifying done",
    ],
  ])("%s", (_, shown, expected) => {
    expect(shown).toBe(expected);
  });

  it("counts the time of each phase up to the next, and of the current one up to now", () => {
    const record = recordOf({ state: "running", phase: "pre-copy", phaseStartedAtMs: { preparing: 1000, "pre-copy": 4000 } });
    expect(timelineOf(record, 10_000).map((one) => one.durationMs)).toEqual([3000, 6000, null, null]);
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
    ["succeeded", "moved-off", "movedOff", "pass"],
    ["succeeded", "copied", "copied", "pass"],
    ["aborted", "stayed-off", "stayedOffAborted", "info"],
    ["failed", "stayed-off", "stayedOffFailed", "danger"],
  ])("%s, both hosts say %s", (state, verdict, headline, tone) => {
    expect(verdictWords(recordOf({ state, result: truthOf(verdict) }))).toMatchObject({ headline, tone });
  });

  it("never says that a paused VM goes on running", () => {
    const words = verdictWords(recordOf({ state: "aborted", result: truthOf("stayed", "paused") }));
    expect(words.headline).toBe("stayedPaused");
  });

  it("takes a VM that was to stay paused for what it is: done", () => {
    const { request } = recordOf({});
    const asked = { ...request, options: { ...request.options, suspendAtDestination: true } };
    const words = verdictWords(recordOf({ state: "succeeded", request: asked, result: truthOf("moved-paused") }));
    expect(words).toEqual({ headline: "movedPaused", hint: "pausedAsAsked", tone: "pass" });
  });

  it("does not say that a VM whose state was saved never stopped", () => {
    const { request } = recordOf({});
    const saved = { ...request, options: { ...request.options, mode: "saved-state" as const } };
    const words = verdictWords(recordOf({ state: "failed", request: saved, result: truthOf("stayed") }));
    expect(words).toEqual({ headline: "stayedFailed", hint: "safeAgain", tone: "danger" });
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
});
