import { describe, expect, it } from "vitest";
import type { MigrationRecord } from "../model/migration.ts";
import type { LeverAction, MigrationOptions } from "../model/options.ts";
import type { LeverUse } from "../model/steps.ts";
import { dueAction, dueRung, postCopyBegun } from "./ladder.ts";
import { optionsWith } from "./test-support/plans.ts";
import { queuedRecord, zeroSample } from "./test-support/records.ts";

const LADDER = [
  { afterS: 10, action: { kind: "max-downtime", ms: 1000 } },
  { afterS: 20, action: { kind: "post-copy" } },
  { afterS: 30, action: { kind: "abort" } },
] as const;

function record(options: Partial<MigrationOptions>, changes: Partial<MigrationRecord> = {}): MigrationRecord {
  const running = queuedRecord({ state: "running", phase: "pre-copy", ...changes });
  return { ...running, request: { ...running.request, options: optionsWith({ postCopy: "by-hand", ...options }) } };
}

function used(action: LeverAction, ok: boolean | null): LeverUse {
  return { atMs: 1, by: { kind: "ladder" }, action, ok, detail: "" };
}

describe("dueRung", () => {
  it.each<[string, Partial<MigrationRecord>, number, string | null]>([
    ["before its time", {}, 9_999, null],
    ["at its time", {}, 10_000, "max-downtime"],
    ["long after, still the first first", {}, 99_000, "max-downtime"],
    ["the second, once the first is climbed", { rungsClimbed: 1 }, 20_000, "post-copy"],
    ["the second, not at the first's time", { rungsClimbed: 1 }, 19_999, null],
    ["post-copy waits until memory is copied", { rungsClimbed: 1, phase: "block-copy" }, 25_000, null],
    ["what is behind post-copy waits with it", { rungsClimbed: 1, phase: "block-copy" }, 35_000, null],
    ["a limit does not wait for the disks", { phase: "block-copy" }, 10_000, "max-downtime"],
    ["nothing in post-copy", { rungsClimbed: 2, phase: "post-copy", postCopyAtMs: 1 }, 35_000, null],
    ["nothing while the switch is on its way", { rungsClimbed: 2, levers: [used({ kind: "post-copy" }, null)] }, 35_000, null],
    ["giving up when the switch was refused", { rungsClimbed: 2, levers: [used({ kind: "post-copy" }, false)] }, 35_000, "abort"],
    ["nothing when an abort is wanted", { levers: [used({ kind: "abort" }, null)] }, 35_000, null],
    ["nothing while the source is away", { state: "detached" }, 35_000, null],
    ["nothing at its top", { rungsClimbed: 3 }, 99_000, null],
  ])("%s", (_, changes, elapsedMs, kind) => {
    expect(dueRung(record({ ladder: LADDER }, changes), elapsedMs)?.action.kind ?? null).toBe(kind);
  });
});

describe("dueAction", () => {
  const sample = zeroSample({ elapsedMs: 15_000, iteration: 2 });

  it.each<[string, Partial<MigrationOptions>, Partial<MigrationRecord>, string | null]>([
    ["the time limit first", { timeoutS: 15, ladder: LADDER, postCopy: "after-first-pass" }, {}, "time-limit suspend"],
    ["then the ladder", { timeoutS: 16, ladder: LADDER, postCopy: "after-first-pass" }, {}, "ladder max-downtime"],
    ["the ladder after the time limit", { timeoutS: 15, ladder: LADDER }, { timeoutFiredAtMs: 5 }, "ladder max-downtime"],
    [
      "then the switch after the first pass",
      { ladder: LADDER, postCopy: "after-first-pass" },
      { rungsClimbed: 1 },
      "plan post-copy",
    ],
    ["no switch when it was tried", { postCopy: "after-first-pass" }, { levers: [used({ kind: "post-copy" }, false)] }, null],
    ["no switch by itself when it is by hand", { postCopy: "by-hand" }, {}, null],
    ["the time limit aborts", { timeoutS: 15, timeoutAction: "abort" }, {}, "time-limit abort"],
    ["the time limit switches", { timeoutS: 15, timeoutAction: "post-copy" }, {}, "time-limit post-copy"],
    ["the time limit waits for memory to switch", { timeoutS: 15, timeoutAction: "post-copy" }, { phase: "block-copy" }, null],
    ["nothing without a choice", {}, {}, null],
    ["nothing in another mode", { mode: "offline", timeoutS: 15 }, {}, null],
  ])("%s", (_, options, changes, expected) => {
    const due = dueAction({ record: record(options, changes), sample });
    expect(due && `${due.by} ${due.action.kind}`).toBe(expected);
  });

  it("does not switch in the first pass", () => {
    const first = zeroSample({ elapsedMs: 15_000, iteration: 1 });
    expect(dueAction({ record: record({ postCopy: "after-first-pass" }), sample: first })).toBeNull();
  });
});

describe("postCopyBegun", () => {
  it("holds from the moment that it is asked for until it is refused", () => {
    expect(postCopyBegun(record({}))).toBe(false);
    expect(postCopyBegun(record({}, { levers: [used({ kind: "post-copy" }, null)] }))).toBe(true);
    expect(postCopyBegun(record({}, { levers: [used({ kind: "post-copy" }, false)] }))).toBe(false);
    expect(postCopyBegun(record({}, { postCopyAtMs: 5 }))).toBe(true);
  });
});
