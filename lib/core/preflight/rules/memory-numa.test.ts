import { unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { memoryNuma } from "./memory-numa.ts";

const bound = (nodeset: string, mode: string, nodes: number): Patch => ({
  domain: needing({ numaNodes: { nodeset, mode } }),
  destination: detailed({ numaNodes: Array.from({ length: nodes }, (_, id) => ({ id, cpus: String(id) })) }),
});

testRule(memoryNuma, [
  ["bound to nothing", {}, "not-applicable not-used"],
  ["both nodes there", bound("0-1", "strict", 2), "pass present"],
  ["the second is not", bound("0-1", "strict", 1), "block missing"],
  ["preferred, and not there: libvirt refuses all the same", bound("1", "preferred", 1), "block missing"],
  ["it stays off", { ...bound("1", "strict", 1), options: chosen({ mode: "cold-copy" }) }, "warn missing"],
  [
    "not read there",
    { ...bound("0", "strict", 1), destination: { facts: { details: unknown("no answer") } } },
    "unknown fact-unknown",
  ],
]);
