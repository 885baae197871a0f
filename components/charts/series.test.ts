import { describe, expect, it } from "vitest";
import { niceByteMax, thinIndexes } from "./series.ts";

describe("thinIndexes", () => {
  it.each([
    [0, 5, []],
    [3, 5, [0, 1, 2]],
    [9, 5, [0, 2, 4, 6, 8]],
  ])("of %d points to at most %d", (length, limit, expected) => {
    expect(thinIndexes(length, limit)).toEqual(expected);
  });

  it("keeps first and last of a long series", () => {
    const thinned = thinIndexes(3601, 60);
    expect([thinned.length, thinned[0], thinned.at(-1)]).toEqual([60, 0, 3600]);
  });
});

describe("niceByteMax", () => {
  it.each([
    [0, 1024],
    [Number.NaN, 1024],
    [1025, 2048],
    [3 * 2 ** 30, 4 * 2 ** 30],
    [4 * 2 ** 30, 4 * 2 ** 30],
  ])("%d -> %d", (max, expected) => {
    expect(niceByteMax(max)).toBe(expected);
  });
});
