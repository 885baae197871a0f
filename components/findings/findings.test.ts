import { describe, expect, it } from "vitest";
import { firstTrouble, groupFindings, worstCount, worstFirst } from "./order.ts";
import { bestDestination, rankCells } from "./rank-cells.ts";
import { cellOf, findingOf } from "./test-support/cells.ts";

describe("order of findings", () => {
  it("puts block before unknown before warn before pass, and keeps the rules' order inside", () => {
    const mixed = [
      findingOf("a", "pass"),
      findingOf("b", "warn"),
      findingOf("c", "unknown"),
      findingOf("d", "block"),
      findingOf("e", "warn"),
    ];
    expect(worstFirst(mixed).map((finding) => finding.ruleId)).toEqual(["d", "c", "b", "e", "a"]);
  });

  it("shows the group with the worst finding first", () => {
    const sections = groupFindings([
      findingOf("a", "pass", "identity"),
      findingOf("b", "block", "storage"),
      findingOf("c", "warn", "cpu"),
    ]);
    expect(sections.map((section) => [section.group, section.worst])).toEqual([
      ["storage", "block"],
      ["cpu", "warn"],
      ["identity", "pass"],
    ]);
  });

  it("counts the worst verdict only, and names no trouble when all is well", () => {
    const bad = cellOf("h_b", [findingOf("a", "block"), findingOf("b", "block"), findingOf("c", "warn")]);
    expect(worstCount(bad)).toBe(2);
    expect(firstTrouble(bad)?.ruleId).toBe("a");
    expect(firstTrouble(cellOf("h_b", [findingOf("a", "pass")]))).toBeNull();
  });
});

describe("ranking of destinations", () => {
  const clean = cellOf("h_clean", [findingOf("a", "pass")]);
  const warned = cellOf("h_warned", [findingOf("a", "warn")]);
  const unsure = cellOf("h_unsure", [findingOf("a", "unknown")]);
  const blockedOnce = cellOf("h_one", [findingOf("a", "block")]);
  const blockedTwice = cellOf("h_two", [findingOf("a", "block"), findingOf("b", "block")]);
  const source = cellOf("h_source0000", []);

  it("ends with the unfit and never hides them", () => {
    const ranked = rankCells([blockedTwice, source, unsure, blockedOnce, warned, clean], []);
    expect(ranked).toEqual([clean, warned, unsure, blockedOnce, blockedTwice]);
  });

  it.each([
    ["a clean host", [blockedOnce, clean], "h_clean"],
    ["a host with warnings when there is nothing better", [unsure, warned], "h_warned"],
    ["nobody when the best is not known to fit", [unsure, blockedOnce], null],
    ["nobody without hosts", [source], null],
  ])("recommends %s", (_, cells, expected) => {
    expect(bestDestination(cells, [])).toBe(expected);
  });
});
