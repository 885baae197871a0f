import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { cpuPinning } from "./cpu-pinning.ts";

const pinned = (
  cpuSets: readonly string[],
  onlineCpus: string | null,
  cgroupControllers: readonly string[] | null = ["cpuset"],
): Patch => ({
  domain: needing({ cpuSets }),
  destination: detailed({ onlineCpus, cgroupControllers }),
});

testRule(cpuPinning, [
  ["not pinned", {}, "not-applicable not-used"],
  ["all CPUs there", pinned(["0-3,^2", "7"], "0-7"), "pass present"],
  ["none of a list is there", pinned(["0-1", "8-9"], "0-7"), "block missing"],
  ["one of a list is off", pinned(["6-8"], "0-7"), "block missing"],
  ["one of a list is off, no cpuset controller (as in the lab)", pinned(["6-8"], "0-7", []), "warn some-missing"],
  ["none of a list, no cpuset controller", pinned(["8"], "0-7", []), "block missing"],
  ["controllers not known", pinned(["6-8"], "0-7", null), "block missing"],
  ["it stays off", { ...pinned(["8"], "0-7"), options: chosen({ mode: "offline" }) }, "warn missing"],
  ["CPUs not readable", pinned(["0"], null), "unknown not-readable"],
]);
