import { known } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { cpuHostPassthrough } from "./cpu-host-passthrough.ts";

const own = labHost("hv2").facts?.hostCpuXml;
const otherTsc = own?.known
  ? own.value.replace(/frequency='\d+'/, "frequency='1'").replace(/frequency="\d+"/, 'frequency="1"')
  : "";
const passthrough = (xml: string): Patch => ({
  domain: { cpuMode: "host-passthrough" },
  destination: { facts: { hostCpuXml: known(xml) } },
});

testRule(cpuHostPassthrough, [
  ["a named model", {}, "pass not-used"],
  ["no CPU at all", { domain: { cpuMode: null } }, "pass not-used"],
  ["the same CPU on both hosts", { domain: { cpuMode: "host-passthrough" } }, "warn same-cpu"],
  ["maximum is as bound to the host", { domain: { cpuMode: "maximum" } }, "warn same-cpu"],
  ["only the TSC's measured frequency differs", passthrough(otherTsc), "warn same-cpu"],
  ["another CPU", passthrough("<cpu><model>EPYC</model></cpu>"), "block other-cpu"],
  [
    "other CPU, but it boots anew",
    { domain: { cpuMode: "host-passthrough" }, to: "hv3", options: chosen({ mode: "cold-copy" }) },
    "pass boots-anew",
  ],
]);
