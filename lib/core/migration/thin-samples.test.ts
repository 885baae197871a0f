import { describe, expect, it } from "vitest";
import { type ThinnableSample, thinSamples } from "./thin-samples.ts";

const curve = (count: number, at = (index: number) => index * 500): ThinnableSample[] =>
  Array.from({ length: count }, (_, index) => ({
    atMs: at(index),
    bytesPerSec: index === 4321 ? 9_000 : index === 777 ? 1 : 1_000 + (index % 7),
    dirtyRateBytesPerSec: index === 2000 ? 5_000 : 100,
  }));

describe("thinSamples", () => {
  it.each([0, 1, 299, 300])("keeps all of %d", (count) => {
    expect(thinSamples(curve(count), 300, [])).toHaveLength(count);
  });

  it("keeps ends, changes of phase and extremes of ten thousand, evenly over time", () => {
    const samples = curve(10_000);
    const kept = thinSamples(samples, 300, [500 * 1234 - 200, 500 * 9_000]);
    expect(kept.length).toBeLessThanOrEqual(300);
    expect(kept.length).toBeGreaterThan(150);
    for (const index of [0, 777, 1234, 2000, 4321, 9000, 9999]) expect(kept).toContain(index * 500);
    const gaps = kept.slice(1).map((atMs, index) => atMs - (kept[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan((2 * 10_000 * 500) / 98);
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  });

  it("stays within its number when all readings are bunched, and is the same when done twice", () => {
    const samples = curve(5_000, (index) => (index < 4_000 ? index : 4_000 + (index - 4_000) * 60_000));
    const kept = new Set(thinSamples(samples, 60, [100, 200]));
    expect(kept.size).toBeLessThanOrEqual(60);
    expect(
      thinSamples(
        samples.filter(({ atMs }) => kept.has(atMs)),
        60,
        [100, 200],
      ),
    ).toEqual([...kept]);
  });

  it("does not divide by the time of readings that all have the same one", () => {
    expect(
      thinSamples(
        curve(400, () => 5),
        300,
        [],
      ),
    ).toEqual([5]);
  });
});
