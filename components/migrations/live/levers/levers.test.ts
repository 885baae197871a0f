import { describe, expect, it } from "vitest";
import type { LeverAction, LeverUse, MigrationOptions, MigrationRecord } from "@/lib/contract/index.ts";
import { recordOf } from "../test-support/records.ts";
import { type FigureKind, figureInForce, readFigure } from "./lever-input.ts";
import { leverWords } from "./lever-words.ts";
import { rungsOf, timeLimitOf } from "./rungs.ts";

const use = (action: LeverAction, by: "user" | "ladder" | "time-limit", ok: boolean | null = true, detail = ""): LeverUse => ({
  atMs: 5000,
  by: by === "user" ? { kind: "user", name: "admin" } : { kind: by },
  action,
  ok,
  detail,
});

function recordWith(options: Partial<MigrationOptions>, change: Partial<MigrationRecord> = {}): MigrationRecord {
  const record = recordOf({ state: "running", phase: "pre-copy", ...change });
  return { ...record, request: { ...record.request, options: { ...record.request.options, ...options } } };
}

describe("a figure typed for a lever", () => {
  it.each<[FigureKind, number | null, LeverAction | string]>([
    ["bandwidth", 64, { kind: "bandwidth", mibPerSec: 64 }],
    ["bandwidth", null, { kind: "bandwidth", mibPerSec: null }],
    ["bandwidth", 0, "bandwidth"],
    ["bandwidth", 1.5, "bandwidth"],
    ["bandwidth", Number.NaN, "bandwidth"],
    ["bandwidth", 1_048_577, "bandwidth"],
    ["post-copy-bandwidth", null, { kind: "post-copy-bandwidth", mibPerSec: null }],
    ["max-downtime", 500, { kind: "max-downtime", ms: 500 }],
    ["max-downtime", null, "downtime"],
    ["max-downtime", 60_001, "downtime"],
  ])("%s %s", (kind, value, expected) => {
    const read = readFigure(kind, value);
    expect(read.ok ? read.action : read.problem).toEqual(expected);
  });

  it("begins with what is in force", () => {
    const limits = { maxDowntimeMs: 700, bandwidthMiBps: null };
    const record = recordWith({ maxDowntimeMs: 300, postCopyBandwidthMiBps: 16 }, { limits });
    expect([figureInForce(record, "max-downtime"), figureInForce(record, "bandwidth")]).toEqual([700, null]);
    expect(figureInForce(record, "post-copy-bandwidth")).toBe(16);
  });

  it("takes the last limit for post-copy that was accepted, not one that was refused", () => {
    const levers = [
      use({ kind: "post-copy-bandwidth", mibPerSec: null }, "user"),
      use({ kind: "post-copy-bandwidth", mibPerSec: 8 }, "user", false),
    ];
    expect(figureInForce(recordWith({ postCopyBandwidthMiBps: 16 }, { levers }), "post-copy-bandwidth")).toBeNull();
  });
});

describe("the ladder", () => {
  const ladder: MigrationOptions["ladder"] = [
    { afterS: 10, action: { kind: "max-downtime", ms: 1000 } },
    { afterS: 20, action: { kind: "post-copy" } },
    { afterS: 90, action: { kind: "abort" } },
  ];
  const states = (change: Partial<MigrationRecord>, elapsedMs: number) =>
    rungsOf(recordWith({ ladder }, change), elapsedMs).map(({ state }) => state);

  it.each<[string, Partial<MigrationRecord>, number, readonly string[]]>([
    ["before it", {}, 4000, ["next", "ahead", "ahead"]],
    ["a rung is due, and QEMU does not take it yet", {}, 11_000, ["waiting", "ahead", "ahead"]],
    [
      "on its way",
      { rungsClimbed: 1, levers: [use({ kind: "max-downtime", ms: 1000 }, "ladder", null)] },
      11_000,
      ["sent", "next", "ahead"],
    ],
    [
      "one refused, a lever pulled by hand in between",
      {
        rungsClimbed: 1,
        levers: [use({ kind: "bandwidth", mibPerSec: 4 }, "user"), use({ kind: "max-downtime", ms: 1000 }, "ladder", false)],
      },
      12_000,
      ["failed", "next", "ahead"],
    ],
    [
      "in post-copy nothing comes after",
      {
        rungsClimbed: 2,
        postCopyAtMs: 9,
        levers: [use({ kind: "max-downtime", ms: 1000 }, "ladder"), use({ kind: "post-copy" }, "ladder")],
      },
      30_000,
      ["done", "done", "dropped"],
    ],
    ["aborted by hand", { levers: [use({ kind: "abort" }, "user")] }, 3000, ["dropped", "dropped", "dropped"]],
    [
      "over before it was needed",
      { endedAtMs: 9, state: "succeeded", rungsClimbed: 1, levers: [use({ kind: "max-downtime", ms: 1000 }, "ladder")] },
      12_000,
      ["done", "dropped", "dropped"],
    ],
  ])("%s", (_, change, elapsedMs, expected) => {
    expect(states(change, elapsedMs)).toEqual(expected);
  });

  it("says how long it is until the next one, by libvirt's count", () => {
    expect(rungsOf(recordWith({ ladder }), 4000)[0]?.inMs).toBe(6000);
  });

  it("keeps the host's words of a refusal", () => {
    const levers = [use({ kind: "max-downtime", ms: 1000 }, "ladder", false, "error: internal error")];
    expect(rungsOf(recordWith({ ladder }, { rungsClimbed: 1, levers }), 11_000)[0]?.detail).toBe("error: internal error");
  });

  it("has the time limit beside it", () => {
    const options = { timeoutS: 60, timeoutAction: "abort" as const };
    expect(timeLimitOf(recordWith({}), 0)).toBeNull();
    expect(timeLimitOf(recordWith(options), 1000)).toMatchObject({ state: "next", inMs: 59_000 });
    const fired = recordWith(options, { timeoutFiredAtMs: 7, levers: [use({ kind: "abort" }, "time-limit")] });
    expect(timeLimitOf(fired, 61_000)).toMatchObject({ state: "done", atMs: 7 });
  });
});

describe("words for a lever", () => {
  it.each<[LeverAction, string]>([
    [{ kind: "bandwidth", mibPerSec: null }, "bandwidth-unlimited"],
    [{ kind: "bandwidth", mibPerSec: 8 }, "bandwidth"],
    [{ kind: "post-copy-bandwidth", mibPerSec: null }, "post-copy-bandwidth-unlimited"],
    [{ kind: "recover" }, "recover"],
  ])("%j", (action, key) => {
    expect(leverWords(action).key).toBe(key);
  });
});
