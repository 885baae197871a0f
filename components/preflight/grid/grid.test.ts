import { describe, expect, it } from "vitest";
import { moveInGrid } from "./grid-keys.ts";
import { offsetToShow, sightOf, slotsOf } from "./sight.ts";

describe("keys in the grid", () => {
  it.each([
    ["ArrowRight", { row: 1, column: 2 }],
    ["ArrowUp", { row: 0, column: 1 }],
    ["End", { row: 1, column: 3 }],
    ["PageDown", { row: 4, column: 1 }],
    ["Tab", null],
  ])("%s", (key, expected) => {
    expect(moveInGrid({ row: 1, column: 1 }, key, 5, 4)).toEqual(expected);
  });

  it("stays inside at the edges", () => {
    expect(moveInGrid({ row: 0, column: 0 }, "ArrowUp", 5, 4)).toEqual({ row: 0, column: 0 });
    expect(moveInGrid({ row: 4, column: 3 }, "ArrowRight", 5, 4)).toEqual({ row: 4, column: 3 });
  });
});

describe("what is in sight", () => {
  it.each([
    ["the top, with a few beyond the edge", { offset: 0, extent: 500, size: 50, count: 1000 }, { first: 0, end: 13 }],
    ["the middle", { offset: 25_000, extent: 500, size: 50, count: 1000 }, { first: 497, end: 513 }],
    ["the end", { offset: 49_500, extent: 500, size: 50, count: 1000 }, { first: 987, end: 1000 }],
    ["all of a short list", { offset: 0, extent: 500, size: 50, count: 3 }, { first: 0, end: 3 }],
    ["nothing of an empty one", { offset: 0, extent: 500, size: 50, count: 0 }, { first: 0, end: 0 }],
    [
      "the end when the list became shorter than the scroll",
      { offset: 9_000, extent: 500, size: 50, count: 3 },
      { first: 3, end: 3 },
    ],
  ])("%s", (_, axis, expected) => {
    expect(sightOf(axis)).toEqual(expected);
  });

  it("is painted with gaps that keep the length, and with the cell of the keyboard", () => {
    const slots = slotsOf({ first: 10, end: 12 }, 3, 20);
    expect(slots).toEqual([
      { gapAt: 0, items: 3 },
      { item: 3 },
      { gapAt: 4, items: 6 },
      { item: 10 },
      { item: 11 },
      { gapAt: 12, items: 8 },
    ]);
    expect(slotsOf({ first: 0, end: 2 }, -1, 2)).toEqual([{ item: 0 }, { item: 1 }]);
    expect(slotsOf({ first: 0, end: 2 }, 7, 2)).toEqual([{ item: 0 }, { item: 1 }]);
  });

  it.each([
    ["above: its top", 4, 200],
    ["below: its bottom", 30, 1050],
    ["in sight: stays", 12, 500],
  ])("scrolls to an item %s", (_, item, expected) => {
    expect(offsetToShow({ offset: 500, extent: 500, size: 50, item })).toBe(expected);
  });
});
