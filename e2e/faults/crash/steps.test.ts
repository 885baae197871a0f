import { describe, expect, it } from "vitest";
import { allPoints, tellingPoints, toSteps } from "./steps.ts";

const steps = toSteps(
  [
    "write queued/preparing",
    "write starting/preparing",
    "command hv1 start job",
    "write running/preparing",
    "write finishing/verifying",
    "command hv1 domstate",
    "write succeeded/verifying",
  ].map((what, index) => `${index + 1} ${what}`),
);
const named = (points: ReturnType<typeof allPoints>) => points.map(({ moment, step }) => `${moment} ${step.number}`);

describe("where the server is killed", () => {
  it("is told by the step's name and which of that name it is", () => {
    const lines = ["1 write running/pre-copy", "2 command hv1 domstate", "", "3 write running/pre-copy"];
    expect(toSteps(lines).map(({ number, time }) => [number, time])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it("is before the first step, after each, and in the middle of the start", () => {
    expect(named(allPoints(steps))).toEqual([
      ...["before 1", "after 1", "after 2", "sent 3", "after 3", "after 4", "after 5", "after 6", "after 7"],
    ]);
  });

  it("is at the telling ones in the quick form", () => {
    expect(named(tellingPoints(steps))).toEqual([
      ...["before 1", "after 1", "after 2", "before 3", "sent 3", "after 3", "after 6", "before 7", "after 7"],
    ]);
    expect(() => tellingPoints(steps.slice(0, 2))).toThrow(/no such step/);
  });
});
