import { describe, expect, it } from "vitest";
import { dirtyFigureOf } from "./dirty-figure.ts";

const MIB = 1_048_576;
const readings = (...pairs: readonly (readonly [seconds: number, mib: number])[]) =>
  pairs.map(([periodS, mib]) => ({ periodS, bytesPerSec: mib * MIB }));
const look = (exact: boolean, ...pairs: readonly (readonly [number, number])[]) => {
  const figure = dirtyFigureOf(readings(...pairs), exact);
  const inMib = (bytes: number | null) => (bytes === null ? null : bytes / MIB);
  return figure && [inMib(figure.value), inMib(figure.workingSetBytes)];
};

describe("dirtyFigureOf", () => {
  it("says nothing of nothing, and finds no set by one period alone", () => {
    expect(look(false)).toBeNull();
    expect(look(false, [1, 20])).toEqual([20.5, null]);
  });

  it("puts back the half that was rounded off, but not to nothing", () => {
    expect(look(false, [1, 0], [5, 0], [1, 0])).toEqual([0, null]);
    expect(look(false, [1, 8], [5, 8], [1, 8])).toEqual([8.5, null]);
  });

  it("takes a longer period that brings as many pages for steady writing, chance among it", () => {
    // 8 MiB/s of a guest of 192 MiB, as page sampling really read it.
    const figure = look(false, [1, 6], [4, 7], [1, 8]);
    expect(figure?.[1]).toBeNull();
    expect(figure?.[0]).toBeCloseTo(7.5);
    expect(look(false, [1, 4], [6, 1], [1, 0])?.[1]).toBeNull();
    // 4 MiB/s over 64 MiB, of which two short looks happened to hit twice as much.
    expect(look(false, [1, 8], [10, 3], [1, 8])?.[1]).toBeNull();
  });

  it("finds the set where the longer period stays behind: the short ones tell the rate", () => {
    // 24 MiB/s over 64 MiB, as page sampling really read it.
    expect(look(false, [1, 28], [4, 15], [1, 28])).toEqual([28.5, 62]);
  });

  it("trusts a count of every page where samples could be chance", () => {
    expect(look(false, [1, 2], [2, 1])?.[1]).toBeNull();
    expect(look(true, [1, 2], [2, 1])?.[1]).toBe(3);
  });
});
