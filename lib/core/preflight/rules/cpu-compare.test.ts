import type { CpuOutcome } from "../probes.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { cpuCompare } from "./cpu-compare.ts";

const cpu = (outcome: CpuOutcome, text: string): Patch => ({ probes: { cpu: done({ outcome, text }) } });

testRule(cpuCompare, [
  ["superset", {}, "pass superset"],
  ["identical", cpu("identical", "is identical to"), "pass identical"],
  ["lacks features", cpu("incompatible", "Host CPU does not provide required features: vme, pcid"), "block incompatible"],
  ["an answer that says neither", cpu("unsupported", "internal error: Unknown CPU model nonsense"), "unknown unsupported"],
  ["no CPU in the definition", { domain: { cpuXml: null } }, "not-applicable no-cpu"],
  ["not asked", { probes: { cpu: { kind: "pending" } } }, "unknown not-probed"],
  [
    "features lacking, but it is off",
    {
      options: chosen({ mode: "offline" }),
      probes: { cpu: done({ outcome: "incompatible", text: "Host CPU does not provide required features: vme" }) },
    },
    "warn will-not-start",
  ],
]);
