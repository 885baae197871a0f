import { describe, expect, it } from "vitest";
import { worthKeeping } from "./report-file.ts";
import type { CellOutcome } from "./run-cell.ts";

const outcome = (name: string, passed: boolean, more: Partial<CellOutcome> = {}): CellOutcome => ({
  cell: { name, rows: [1], phase: "any", fault: "" },
  passed,
  outcome: "",
  problems: [],
  seconds: 1,
  ...more,
});

describe("a run that takes up an earlier one", () => {
  it("keeps cells that passed, and whole crash scenarios without a failure", () => {
    const earlier = [
      outcome("data-reset", true),
      outcome("link-cut", false),
      outcome("crash-live-after-1", true),
      outcome("crash-live-after-2", false, { notReached: true }),
      outcome("crash-image-after-1", true),
      outcome("crash-image-after-2", false),
    ];
    const kept = worthKeeping({ outcomes: earlier, scenarios: ["live", "image"] });
    expect(kept.scenarios).toEqual(["live"]);
    expect(kept.outcomes.map(({ cell }) => cell.name)).toEqual(["data-reset", "crash-live-after-1", "crash-live-after-2"]);
  });

  it("runs a scenario again that was broken off", () => {
    expect(worthKeeping({ outcomes: [outcome("crash-live-after-1", true)], scenarios: [] }).outcomes).toEqual([]);
  });
});
