import { describe, expect, it } from "vitest";
import type { MigrationResult, StoredPrediction } from "@/lib/contract/index.ts";
import { zeroSample } from "@/lib/core/migration/test-support/records.ts";
import { chartColumns, predictedCurve } from "./chart-series.ts";
import { compareOutcome } from "./compare-outcome.ts";
import { truthOf } from "./test-support/records.ts";

const figure = { value: 1, origin: "read", atMs: null } as const;
const stored: StoredPrediction = {
  atMs: 0,
  inputs: { memoryBytes: figure, dirtyRate: null, linkBytesPerSec: null, diskBytes: null, setUpMs: figure, switchMs: figure },
  prediction: {
    verdict: "converges",
    reason: { key: "prediction.converges" },
    totalMs: 10_000,
    totalLowMs: 8000,
    totalHighMs: 13_000,
    iterations: 3,
    downtimeMs: null,
    transferredBytes: 1000,
    remainPerPass: 0.2,
    curve: [
      { afterMs: 0, remainingBytes: 900 },
      { afterMs: 4000, remainingBytes: 0 },
    ],
  },
};
const result: MigrationResult = {
  ...truthOf("moved"),
  measuredDowntimeMs: 120,
  totalMs: 12_500,
  transferredBytes: 900,
};

describe("forecast beside outcome", () => {
  it("gives the difference as a part of the forecast, and none where one side is missing", () => {
    expect(compareOutcome(stored, result)).toEqual([
      { name: "total", unit: "ms", forecast: 10_000, outcome: 12_500, difference: 0.25 },
      { name: "downtime", unit: "ms", forecast: null, outcome: 120, difference: null },
      { name: "transferred", unit: "bytes", forecast: 1000, outcome: 900, difference: -0.1 },
    ]);
  });

  it("is not held against one that was given up", () => {
    const stayed = { ...result, truth: truthOf("stayed").truth };
    expect(compareOutcome(stored, stayed).map(({ difference }) => difference)).toEqual([null, null, null]);
  });

  it("has only the outcome of a migration that was started without a forecast", () => {
    expect(compareOutcome(null, result).map(({ forecast, difference }) => [forecast, difference])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });
});

describe("the curve of the forecast", () => {
  it("stands alone until something is measured, from the start of the command", () => {
    const curve = predictedCurve({ startedAtMs: 5000, prediction: stored });
    expect(chartColumns([], curve)).toMatchObject({ timesMs: [5000, 9000], expected: [900, 0], remaining: [null, null] });
  });

  it("is not there before the start, nor without a forecast", () => {
    expect(predictedCurve({ startedAtMs: null, prediction: stored })).toEqual([]);
    expect(predictedCurve({ startedAtMs: 5000, prediction: null })).toEqual([]);
  });

  it("begins at the last reading once there is one", () => {
    const sample = zeroSample({ atMs: 6000, memoryRemainingBytes: 700 });
    const columns = chartColumns(
      [sample],
      [
        { atMs: 6000, remainingBytes: 700 },
        { atMs: 8000, remainingBytes: 0 },
      ],
    );
    expect(columns).toMatchObject({ timesMs: [6000, 8000], expected: [700, 0], remaining: [700, null] });
  });
});
