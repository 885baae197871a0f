import { describe, expect, it } from "vitest";
import { cellOf, findingOf } from "@/components/findings/test-support/cells.ts";
import { checkRows } from "./check-rows.ts";

const own = [
  cellOf("h_source0000", []),
  cellOf("h_bbbbbbbbbb", [findingOf("bridge", "pass"), findingOf("memory", "warn")]),
  cellOf("h_cccccccccc", [findingOf("bridge", "block"), findingOf("memory", "warn")]),
];

describe("checks of one VM", () => {
  it("puts the hosts' findings of a rule side by side", () => {
    const bridge = checkRows(own, false).find((row) => row.ruleId === "bridge");
    expect([...(bridge?.byHost ?? [])].map(([host, finding]) => [host, finding.verdict])).toEqual([
      ["h_bbbbbbbbbb", "pass"],
      ["h_cccccccccc", "block"],
    ]);
  });

  it("keeps only rules on which the hosts differ when asked", () => {
    expect(checkRows(own, true).map((row) => row.ruleId)).toEqual(["bridge"]);
  });
});
