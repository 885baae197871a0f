import { chosen, copying, traits } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathCopyTools } from "./path-copy-tools.ts";

const bare: Patch = { options: copying(), probes: traits({ destination: { tools: [] } }) };
const noSums: Patch = { options: chosen({ mode: "offline" }), probes: traits({ source: { tools: ["qemu-img", "ssh"] } }) };

testRule(pathCopyTools, [
  ["no copy", { options: chosen() }, "not-applicable no-copy"],
  ["all there", { options: copying(), probes: traits() }, "pass present"],
  ["no qemu-img at the destination", bare, "block missing"],
  ["no checksums at the source", noSums, "block missing"],
  ["which QEMU's copy does not need", { ...noSums, options: copying() }, "pass present"],
  ["not read", { options: copying() }, "unknown not-probed"],
]);
