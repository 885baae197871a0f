import { describe, expect, it } from "vitest";
import { forecast } from "./forecast.ts";
import { sampleOf } from "./test-support/records.ts";

const look = (samples: Parameters<typeof sampleOf>[0][], maxDowntimeMs: number | null = null) =>
  forecast({ samples: samples.map(sampleOf), maxDowntimeMs, previous: null });

describe("forecast", () => {
  it("says nothing without a reading, and only measures during the first pass", () => {
    expect(look([])).toBeNull();
    expect(look([{ atMs: 1000, remainingMiB: 150 }])).toMatchObject({
      verdict: "measuring",
      expectedEndAtMs: null,
      remainPerPass: null,
    });
  });

  it("expects an idle guest to end with this pass", () => {
    const outlook = look([{ atMs: 1000, remainingMiB: 32, iteration: 2 }]);
    expect(outlook).toMatchObject({ verdict: "converging", remainPerPass: 0 });
    expect(outlook?.expectedEndAtMs).toBeCloseTo(3060, -2);
  });

  it("waits for a second measurement: the first dirty rate, of the longest pass, is too low for shorter ones", () => {
    const outlook = look([{ atMs: 8300, remainingMiB: 58, iteration: 2, dirtyMiBps: 8 }]);
    expect(outlook).toMatchObject({ verdict: "measuring", expectedEndAtMs: null });
    expect(look([{ atMs: 8300, remainingMiB: 8, iteration: 2, dirtyMiBps: 1 }])?.verdict).toBe("converging");
  });

  it("sees that a guest which dirties as fast as the link carries will not converge, and what stopping it would cost", () => {
    const outlook = look([
      { atMs: 12_000, remainingMiB: 64, iteration: 3, dirtyMiBps: 16 },
      { atMs: 15_000, remainingMiB: 16, iteration: 3, dirtyMiBps: 16 },
    ]);
    expect(outlook).toMatchObject({ verdict: "not-converging", remainPerPass: 1, expectedEndAtMs: null });
    expect(outlook?.expectedDowntimeMs).toBeCloseTo(4060, -2);
  });

  it("predicts the measured run c2 (133 MiB, 7 MiB/s dirty, 16 MiB/s) at the start of its third pass within a twentieth", () => {
    // The first pass took 8.3 s, the second 3.6 s of 14.8 s of copying.
    const outlook = look([
      { atMs: 11_400, remainingMiB: 8, iteration: 2, dirtyMiBps: 7 },
      { atMs: 11_900, remainingMiB: 25, iteration: 3, dirtyMiBps: 7 },
    ]);
    expect(outlook?.verdict).toBe("converging");
    expect(outlook?.remainPerPass).toBeCloseTo(7 / 16, 2);
    expect(Math.abs((outlook?.expectedEndAtMs ?? 0) - 14_800)).toBeLessThan(14_800 / 20);
    expect(outlook?.expectedDowntimeMs).toBeLessThan(400);
  });

  it("is less sure of the date the slower it converges", () => {
    const at = (dirtyMiBps: number) => look([{ atMs: 9000, remainingMiB: 40, iteration: 4, dirtyMiBps }]);
    const share = (dirtyMiBps: number) =>
      (at(dirtyMiBps)?.expectedEndToleranceMs ?? 0) / ((at(dirtyMiBps)?.expectedEndAtMs ?? 0) - 9000);
    expect(share(14)).toBeGreaterThan(share(4));
  });

  it("ends sooner when a longer downtime is allowed", () => {
    const samples = [{ atMs: 8300, remainingMiB: 58, iteration: 3, dirtyMiBps: 12 }];
    const short = look(samples, 100)?.expectedEndAtMs ?? 0;
    const long = look(samples, 2000)?.expectedEndAtMs ?? 0;
    expect(long).toBeLessThan(short);
  });

  it("says that it is about to end when this rest and the next fit into the downtime limit", () => {
    expect(look([{ atMs: 9000, remainingMiB: 3, iteration: 5, dirtyMiBps: 8 }])?.verdict).toBe("finishing");
  });

  it("is not taken in by a small rest within a pass of a guest that does not converge", () => {
    const outlook = look([
      { atMs: 5000, remainingMiB: 64, iteration: 3, dirtyMiBps: 15.5 },
      { atMs: 9000, remainingMiB: 1, iteration: 3, dirtyMiBps: 15.5 },
    ]);
    expect(outlook?.verdict).toBe("not-converging");
    expect(outlook?.progress).toBeLessThanOrEqual(0.9);
  });

  it("never lets progress run backwards, nor reach 1 before the end", () => {
    let previous: ReturnType<typeof forecast> = null;
    const passes = [150, 100, 40, 1, 64, 30, 64, 2, 0.1];
    const seen = passes.map((remainingMiB, index) => {
      const samples = [
        sampleOf({ atMs: index * 1000, remainingMiB, iteration: 1 + Math.floor(index / 3), dirtyMiBps: index > 3 ? 15 : 0 }),
      ];
      previous = forecast({ samples, maxDowntimeMs: null, previous });
      return previous?.progress ?? 0;
    });
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    expect(Math.max(...seen)).toBeLessThan(1);
  });

  it("expects a post-copy to end when the rest is sent once, whatever QEMU last said of dirty pages", () => {
    const samples = [{ atMs: 1000, remainingMiB: 32, rateMiBps: 8, iteration: 2, dirtyMiBps: 24 }].map(sampleOf);
    const outlook = forecast({ samples, maxDowntimeMs: null, previous: null, inPostCopy: true });
    expect(outlook).toMatchObject({ verdict: "finishing", expectedEndAtMs: 5000, expectedDowntimeMs: null });
  });
});
