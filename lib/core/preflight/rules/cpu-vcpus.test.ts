import { unknown } from "../../model/fact.ts";
import { testRule } from "../test-support/table.ts";
import { cpuVcpus } from "./cpu-vcpus.ts";

testRule(cpuVcpus, [
  ["one vCPU on two cores", {}, "pass fits"],
  ["as many as cores", { domain: { vcpus: 2, maxVcpus: 2 } }, "pass fits"],
  ["more than cores", { domain: { vcpus: 3, maxVcpus: 3 } }, "warn over-cores"],
  ["more than the machine type takes", { domain: { vcpus: 1, maxVcpus: 289 } }, "block over-limit"],
  ["cores not read", { destination: { facts: { cpu: unknown("no nodeinfo") } } }, "unknown fact-unknown"],
]);
