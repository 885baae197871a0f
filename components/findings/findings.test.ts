import { describe, expect, it } from "vitest";
import { groupFindings, worstCount, worstFirst } from "./order.ts";
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

  it("counts the worst verdict only", () => {
    const bad = cellOf("h_b", [findingOf("a", "block"), findingOf("b", "block"), findingOf("c", "warn")]);
    expect(worstCount(bad)).toBe(2);
  });
});
