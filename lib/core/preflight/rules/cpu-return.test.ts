import { known, unknown } from "../../model/fact.ts";
import { cloning } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { cpuReturn } from "./cpu-return.ts";

const otherCpu = { facts: { hostCpuXml: known("<cpu><model>Other</model></cpu>") } };
const hostModel = { domain: needing({ storedCpuMode: "host-model" }) };

testRule(cpuReturn, [
  ["the same versions", {}, "pass open"],
  ["an older QEMU there is another rule's", { destination: { facts: { qemuVersion: known("6.2.0") } } }, "pass open"],
  ["a newer QEMU", { destination: { facts: { qemuVersion: known("8.0.0") } } }, "warn newer"],
  ["a newer libvirt", { destination: { facts: { libvirtVersion: known("10.0.0") } } }, "warn newer"],
  ["host-model on equal hosts", hostModel, "pass open"],
  ["host-model on another CPU", { ...hostModel, destination: otherCpu }, "warn other-cpu"],
  [
    "host-passthrough on another CPU",
    { domain: { cpuMode: "host-passthrough", ...needing({}) }, destination: otherCpu },
    "warn other-cpu",
  ],
  ["a named model on another CPU", { destination: otherCpu }, "pass open"],
  ["a machine type that the source lost", { domain: { machine: "pc-q35-99.0" } }, "warn machine-gone"],
  ["no list of machine types", { source: { facts: { guests: known([]) } } }, "pass open"],
  ["a copy stays", { options: cloning(), destination: { facts: { qemuVersion: known("9.0.0") } } }, "not-applicable copied"],
  ["versions not read", { destination: { facts: { qemuVersion: unknown("timeout") } } }, "unknown fact-unknown"],
  ["CPUs not read", { ...hostModel, source: { facts: { hostCpuXml: unknown("timeout") } } }, "unknown fact-unknown"],
]);
