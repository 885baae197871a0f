import { describe, expect, it } from "vitest";
import { hostId } from "../../model/ids.ts";
import type { MigrationStep } from "../../model/steps.ts";
import { freshSteps, planDifference } from "./same-plan.ts";

function step(id: string, change: Partial<MigrationStep> = {}): MigrationStep {
  return {
    id,
    kind: "create-image",
    hostId: hostId("h_aaaaaaaaaaaa"),
    label: { key: "x" },
    undo: null,
    commands: [["qemu-img", "create", id]],
    data: {},
    state: "waiting",
    startedAtMs: null,
    endedAtMs: null,
    detail: null,
    progress: null,
    ...change,
  };
}
const argv = ["virsh", "migrate", "--live"];
const plan = (steps: readonly MigrationStep[] = [], command = argv) => ({ argv: command, steps });

describe("a plan that is made again", () => {
  it("is the same when only its progress differs", () => {
    const done = step("a", { state: "undone", startedAtMs: 1, endedAtMs: 2, detail: "x", data: { inode: "7" } });
    expect(planDifference(plan([done]), plan([step("a")]))).toBeNull();
    expect(planDifference(plan(), plan())).toBeNull();
  });

  it.each([
    ["another command", plan(), plan([], [...argv, "--unsafe"]), { reviewed: argv, now: [...argv, "--unsafe"] }],
    [
      "another step",
      plan([step("a")]),
      plan([step("b")]),
      { reviewed: ["qemu-img", "create", "a"], now: ["qemu-img", "create", "b"] },
    ],
    ["one step more", plan(), plan([step("a")]), { reviewed: null, now: ["qemu-img", "create", "a"] }],
    ["one step less", plan([step("a")]), plan(), { reviewed: ["qemu-img", "create", "a"], now: null }],
    [
      "a step on another host",
      plan([step("a")]),
      plan([step("a", { hostId: hostId("h_bbbbbbbbbbbb") })]),
      { reviewed: ["qemu-img", "create", "a"], now: ["qemu-img", "create", "a"] },
    ],
    [
      "a step without commands that is another",
      plan([step("a", { commands: [] })]),
      plan([step("a", { commands: [], kind: "define" })]),
      { reviewed: ["create-image"], now: ["define"] },
    ],
  ])("is another with %s", (_, reviewed, now, difference) => {
    expect(planDifference(reviewed, now)).toEqual(difference);
  });

  it("begins anew for another try, without what the first left", () => {
    const before = [step("a", { state: "undone", detail: "x", endedAtMs: 3 }), step("left", { kind: "remove-leftover" })];
    expect(freshSteps(before)).toEqual([step("a")]);
    expect(planDifference(plan(before), plan(freshSteps(before)))).toBeNull();
  });
});
