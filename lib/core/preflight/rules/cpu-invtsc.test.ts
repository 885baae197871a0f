import { chosen } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { cpuInvtsc } from "./cpu-invtsc.ts";

const invtsc = { domain: needing({ invtscWithoutFrequency: true }) };

testRule(cpuInvtsc, [
  ["a named model", {}, "pass not-used"],
  ["invtsc without a frequency", invtsc, "block refused"],
  ["saved to a file", { ...invtsc, options: chosen({ mode: "saved-state" }) }, "block refused"],
  ["copied while it is off", { ...invtsc, options: chosen({ mode: "cold-copy" }) }, "not-applicable boots-anew"],
  [
    "all that the host's CPU has",
    { domain: { cpuMode: "host-passthrough", cpuXml: "<cpu mode='host-passthrough' migratable='off'/>" } },
    "warn not-migratable",
  ],
  [
    "what of the host's CPU can move",
    { domain: { cpuMode: "host-passthrough", cpuXml: "<cpu mode='host-passthrough' migratable='on'/>" } },
    "pass not-used",
  ],
]);
