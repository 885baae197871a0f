import { describe, expect, it } from "vitest";
import { planWith } from "./test-support/plans.ts";
import { buildArmCommand, letGoCommand, restoreThrottleCommand } from "./throttle.ts";

const plan = planWith({ ladder: [{ afterS: 5, action: { kind: "auto-converge" } }] });
const figures = (argv: readonly string[] | null): unknown => JSON.parse(argv?.at(-1) ?? "null");

describe("the throttle of auto-converge", () => {
  it("is held back before the start, only where a rung lets it go", () => {
    expect(buildArmCommand(planWith({ autoConverge: true }))).toBeNull();
    expect(buildArmCommand(plan)?.slice(3, -1)).toEqual(["qemu-monitor-command", "--domain", plan.domainUuid, "--cmd"]);
    expect(figures(buildArmCommand(plan))).toEqual({
      execute: "migrate-set-parameters",
      arguments: {
        "throttle-trigger-threshold": 100,
        "cpu-throttle-initial": 1,
        "cpu-throttle-increment": 1,
        "max-cpu-throttle": 1,
      },
    });
  });

  it("is let go with the chosen percentages, or with QEMU's own", () => {
    const chosen = { autoConvergeInitialPercent: 30, autoConvergeIncrementPercent: null };
    expect(figures(letGoCommand(plan.domainUuid, chosen))).toEqual({
      execute: "migrate-set-parameters",
      arguments: {
        "throttle-trigger-threshold": 50,
        "cpu-throttle-initial": 30,
        "cpu-throttle-increment": 10,
        "max-cpu-throttle": 99,
      },
    });
    expect(() => letGoCommand(plan.domainUuid, { ...chosen, autoConvergeInitialPercent: 0 })).toThrow(RangeError);
  });

  it("has QEMU's defaults again where the VM stayed", () => {
    expect(figures(restoreThrottleCommand(plan.domainUuid))).toMatchObject({
      arguments: {
        "throttle-trigger-threshold": 50,
        "cpu-throttle-initial": 20,
        "cpu-throttle-increment": 10,
        "max-cpu-throttle": 99,
      },
    });
  });
});
