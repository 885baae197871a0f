import { unknown } from "../../model/fact.ts";
import { testRule } from "../test-support/table.ts";
import { cpuArch } from "./cpu-arch.ts";

testRule(cpuArch, [
  ["x86_64", {}, "pass offered"],
  ["an architecture without emulator", { domain: { arch: "s390x" } }, "block missing"],
  ["capabilities not read", { destination: { facts: { guests: unknown("timed out") } } }, "unknown fact-unknown"],
]);
