import { describe, expect, it } from "vitest";
import type { MigrationOptions } from "../../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../options.ts";
import { missingInputs, predict } from "./predict.ts";
import { inputsOf } from "./test-support/inputs.ts";

const MIB = 1_048_576;
const running = { state: "running" } as const;
const look = (figures: Parameters<typeof inputsOf>[0], options: Partial<MigrationOptions> = {}) =>
  predict(inputsOf(figures), { ...DEFAULT_MIGRATION_OPTIONS, ...options }, running);
/** The measured guest: 160 MiB, of which 133 are not zero, and a working set of 64 MiB, on a link far faster than its limit. */
const lab = (dirty: number) => ({ memory: 133, dirty, set: 64, link: 300 });

describe("predict against measured runs", () => {
  it.each([
    { run: "c1", dirty: 0, limit: 16, totalS: 10.4, sent: 133, within: 0.15 },
    { run: "c2", dirty: 7, limit: 16, totalS: 16.8, sent: 244, within: 0.15 },
    { run: "c3", dirty: 15.3, limit: 32, totalS: 11.8, sent: 280, within: 0.2 },
  ])("$run: $dirty MiB/s at $limit MiB/s takes $totalS s", ({ dirty, limit, totalS, sent, within }) => {
    const prediction = look(lab(dirty), { bandwidthMiBps: limit });
    expect(prediction.verdict).toBe("converges");
    expect(Math.abs((prediction.totalMs ?? 0) / 1000 - totalS) / totalS).toBeLessThan(within);
    expect(Math.abs((prediction.transferredBytes ?? 0) / MIB - sent) / sent).toBeLessThan(within);
    expect(prediction.totalLowMs).toBeLessThanOrEqual(prediction.totalMs ?? 0);
    expect(prediction.totalHighMs).toBeGreaterThanOrEqual(prediction.totalMs ?? 0);
    // The rest goes over without the limit: the guest stands still for far less than the downtime limit.
    expect(prediction.downtimeMs).toBeLessThan(300);
  });

  it("c4: a guest that copies its whole working set in every pass never ends, and would stand still for 4 s", () => {
    const prediction = look({ ...lab(24), link: 16 }, {});
    expect(prediction).toMatchObject({ verdict: "will-not-converge", totalMs: null, totalHighMs: null, iterations: null });
    expect(prediction.downtimeMs).toBeCloseTo(4100, -2);
    expect(prediction.remainPerPass).toBeCloseTo(1.5);
  });

  it("c5: auto-converge gets it to an end between 50 and 70 %, after half a minute", () => {
    const steps = { autoConverge: true, autoConvergeInitialPercent: 30, autoConvergeIncrementPercent: 20 };
    const prediction = look({ ...lab(24), link: 16 }, steps);
    expect(prediction.verdict).toBe("converges");
    expect(prediction.reason).toMatchObject({ key: "prediction.reasons.throttled" });
    expect(Number(prediction.reason.values?.throttle)).toBeGreaterThanOrEqual(50);
    expect(Number(prediction.reason.values?.throttle)).toBeLessThanOrEqual(70);
    expect(Math.abs((prediction.totalMs ?? 0) - 37_000)).toBeLessThan(37_000 * 0.3);
  });

  it("promises nothing of slowing a guest that sleeps most of the time, and takes one that sleeps a little for longer", () => {
    // Measured: 24 MiB/s over 64 MiB at 160 Mbit/s, on a machine at rest: not over after 118 s, at 99 %.
    const steps = { autoConverge: true, autoConvergeInitialPercent: 30, autoConvergeIncrementPercent: 20 };
    const figures = { memory: 132, dirty: 28, set: 60, link: 18.2, setUpMs: 3500 };
    const [busy, half, sleeping] = [1, 0.55, 0.15].map((busyShare) => look({ ...figures, busyShare }, steps));
    expect(half?.totalMs).toBeGreaterThan(busy?.totalMs ?? 0);
    expect(Number(half?.reason.values?.throttle)).toBeGreaterThan(Number(busy?.reason.values?.throttle));
    expect(sleeping).toMatchObject({ verdict: "will-not-converge", reason: { key: "prediction.reasons.throttle-not-enough" } });
  });

  it("c6: post-copy after the first pass ends after the first pass and one working set", () => {
    const prediction = look({ ...lab(24), link: 16, setUpMs: 0 }, { postCopy: "after-first-pass" });
    expect(prediction.verdict).toBe("converges");
    expect(Math.abs((prediction.totalMs ?? 0) - 11_500)).toBeLessThan(11_500 * 0.15);
    expect(prediction.downtimeMs).toBeLessThan(300);
  });
});

describe("predict", () => {
  it("expects the standstill that QEMU takes: as much as the downtime limit allows, when the link is all there is", () => {
    expect(look({ memory: 77, dirty: 0, link: 18 }).downtimeMs).toBeCloseTo(400, -2);
    expect(look({ memory: 77, dirty: 0, link: 18 }, { maxDowntimeMs: 1000 }).downtimeMs).toBeCloseTo(1100, -2);
  });

  it("converges on a small set of pages that fits into the downtime limit, however fast it is written", () => {
    const prediction = look({ memory: 500, dirty: 400, set: 8, link: 100 });
    expect(prediction).toMatchObject({ verdict: "converges", reason: { key: "prediction.reasons.fits" } });
  });

  it.each([
    [
      "a rising downtime limit lets it end",
      { ladder: [{ afterS: 20, action: { kind: "max-downtime", ms: 5000 } }] },
      "converges",
      "fits",
    ],
    [
      "a rung to post-copy",
      { postCopy: "by-hand", ladder: [{ afterS: 12, action: { kind: "post-copy" } }] },
      "converges",
      "post-copy",
    ],
    ["the time limit pauses the guest", { timeoutS: 30, timeoutAction: "suspend" }, "converges", "suspended"],
    ["the time limit aborts it", { timeoutS: 30, timeoutAction: "abort" }, "will-not-converge", "time-limit"],
    [
      "a limit that is taken off",
      { bandwidthMiBps: 8, ladder: [{ afterS: 5, action: { kind: "bandwidth", mibPerSec: null } }] },
      "will-not-converge",
      "too-busy",
    ],
    ["only a person could switch it", { postCopy: "by-hand" }, "will-not-converge", "by-hand-only"],
    ["a rung long after", { ladder: [{ afterS: 7200, action: { kind: "suspend" } }] }, "converges", "suspended"],
  ] as const satisfies readonly (readonly [string, Partial<MigrationOptions>, string, string])[])(
    "plays the ladder: %s",
    (_, options, verdict, reason) => {
      expect(look({ ...lab(24), link: 16 }, options)).toMatchObject({ verdict, reason: { key: `prediction.reasons.${reason}` } });
    },
  );

  it("copies the disks first, over the same link", () => {
    const without = look({ memory: 100, link: 50, disk: 1000 });
    const copied = look({ memory: 100, link: 50, disk: 1000 }, { storageCopy: "full", copiedDisks: ["vda"] });
    expect((copied.totalMs ?? 0) - (without.totalMs ?? 0)).toBeCloseTo(20_000, -2);
    expect(copied.curve[0]?.remainingBytes).toBe(1100 * MIB);
  });

  it("takes one channel for what one core can send, and several for more", () => {
    const fast = { memory: 100_000, link: 5000 };
    const one = look(fast).totalMs ?? 0;
    expect(look(fast, { parallelConnections: 4 }).totalMs).toBeLessThan(one / 3);
    expect(look(fast, { tls: true }).totalMs).toBeGreaterThan(2 * one);
    // A slow link is no faster by more channels.
    expect(look({ memory: 1000, link: 100 }, { parallelConnections: 4 }).totalMs).toBe(look({ memory: 1000, link: 100 }).totalMs);
  });

  it("says only the least that it takes while a figure is missing", () => {
    const noRate = look({ memory: 100, dirty: null, link: 50 });
    expect(noRate).toMatchObject({ verdict: "unknown", totalMs: null, totalLowMs: 4000 });
    expect(look({ memory: 100 })).toMatchObject({ verdict: "unknown", totalLowMs: null });
    const options = DEFAULT_MIGRATION_OPTIONS;
    expect(missingInputs(inputsOf({ memory: 100, dirty: null }), options, running)).toEqual(["dirty-rate", "bandwidth"]);
    expect(
      missingInputs(inputsOf({ memory: 100, dirty: null }), { ...options, bandwidthMiBps: 10 }, { state: "paused" }),
    ).toEqual([]);
    expect(missingInputs(inputsOf({ memory: 100 }), { ...options, mode: "offline" }, { state: "shut-off" })).toEqual([]);
  });

  it("leaves the end open where the figures may also mean that there is none", () => {
    const near = look({ memory: 133, dirty: 9, link: 11 });
    expect(near).toMatchObject({ verdict: "converges", totalHighMs: null, reason: { key: "prediction.reasons.nearly" } });
  });

  it("reckons files by their size where the guest does not run", () => {
    const files = { memory: 200, link: 50, disk: 1000 };
    expect(look(files, { mode: "offline" })).toMatchObject({ verdict: "not-live", totalMs: 22_000, downtimeMs: null });
    const saved = look(files, { mode: "saved-state" });
    expect(saved.transferredBytes).toBe(1200 * MIB);
    expect(saved.downtimeMs).toBe(saved.totalMs);
  });

  it("draws a curve that falls to nothing at the expected end, and stays a curve when it hardly shrinks", () => {
    const prediction = look(lab(7), { bandwidthMiBps: 16 });
    const times = prediction.curve.map(({ afterMs }) => afterMs);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(prediction.curve.at(-1)).toEqual({ afterMs: prediction.totalMs, remainingBytes: 0 });
    expect(look({ memory: 1000, dirty: 96, link: 100 }).curve.length).toBeLessThanOrEqual(82);
  });
});
