import { describe, expect, it } from "vitest";
import type { Forecast } from "../model/migration.ts";
import { expectedCurve } from "./expected-curve.ts";
import { forecast } from "./forecast.ts";
import { sampleOf } from "./test-support/records.ts";

const MIB = 1_048_576;

function forecastOf(change: Partial<Forecast>): Forecast {
  const nothing = { expectedEndAtMs: null, expectedEndToleranceMs: null, expectedDowntimeMs: null, progress: 0 };
  return { atMs: 0, verdict: "converging", remainPerPass: null, ...nothing, ...change };
}

describe("the expected curve", () => {
  it("is not drawn while no end is expected, without a reading, and after the expected end", () => {
    const samples = [sampleOf({ atMs: 1000, remainingMiB: 100 })];
    const curve = (change: Partial<Forecast>) => expectedCurve({ samples, forecast: forecastOf(change), maxDowntimeMs: null });
    expect(curve({})).toEqual([]);
    expect(curve({ expectedEndAtMs: 900 })).toEqual([]);
    expect(expectedCurve({ samples: [], forecast: forecastOf({ expectedEndAtMs: 9000 }), maxDowntimeMs: null })).toEqual([]);
    expect(expectedCurve({ samples, forecast: null, maxDowntimeMs: null })).toEqual([]);
  });

  it("falls in one line where nothing gets dirty any more: files, disks, post-copy", () => {
    const samples = [sampleOf({ atMs: 1000, remainingMiB: 100 })];
    expect(expectedCurve({ samples, forecast: forecastOf({ expectedEndAtMs: 9000 }), maxDowntimeMs: null })).toEqual([
      { atMs: 1000, remainingBytes: 100 * MIB },
      { atMs: 9000, remainingBytes: 0 },
    ]);
  });

  it("saws down pass by pass, each a share of the last, and ends where the forecast ends", () => {
    const samples = [1000, 2000, 3000].map((atMs, index) =>
      sampleOf({ atMs, remainingMiB: 100 - 16 * index, rateMiBps: 16, dirtyMiBps: 8, iteration: 4 }),
    );
    const made = forecast({ samples, maxDowntimeMs: 300, previous: null });
    const curve = expectedCurve({ samples, forecast: made, maxDowntimeMs: 300 });
    const tops = curve.filter(({ remainingBytes }) => remainingBytes > 0).map(({ remainingBytes }) => remainingBytes);
    expect(tops[0]).toBe(68 * MIB);
    expect((tops[2] ?? 0) / (tops[1] ?? 1)).toBeCloseTo(0.5);
    expect(curve.at(-1)).toEqual({ atMs: expect.closeTo(made?.expectedEndAtMs ?? 0, 0), remainingBytes: 0 });
    const times = curve.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("stays a curve when each pass leaves nearly all of the last", () => {
    const samples = [sampleOf({ atMs: 1000, remainingMiB: 190, rateMiBps: 16, dirtyMiBps: 15, iteration: 9 })];
    const curve = expectedCurve({
      samples,
      forecast: forecastOf({ remainPerPass: 15 / 16, expectedEndAtMs: 600_000 }),
      maxDowntimeMs: 1,
    });
    expect(curve.length).toBeLessThanOrEqual(82);
  });
});
