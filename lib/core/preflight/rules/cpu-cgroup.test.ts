import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { cpuCgroup } from "./cpu-cgroup.ts";

const limited = (cgroupControllers: readonly string[] | null): Patch => ({
  domain: needing({ usesCpuTune: true }),
  destination: detailed({ cgroupControllers }),
});

testRule(cpuCgroup, [
  ["no limits", {}, "not-applicable not-used"],
  ["limits, and the controller", limited(["cpu", "memory"]), "pass present"],
  ["limits, and only another controller", limited(["cpuset"]), "block missing"],
  ["limits, and nothing mounted (as in the lab)", limited([]), "block missing"],
  ["it stays off", { ...limited([]), options: chosen({ mode: "offline" }) }, "warn missing"],
  ["controllers not readable", limited(null), "unknown not-readable"],
]);
