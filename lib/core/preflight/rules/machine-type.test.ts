import { unknown } from "../../model/fact.ts";
import { testRule } from "../test-support/table.ts";
import { machineType } from "./machine-type.ts";

testRule(machineType, [
  ["the running definition's machine", {}, "pass offered"],
  ["a newer machine than that QEMU knows", { domain: { machine: "pc-q35-99.0" } }, "block missing"],
  ["another emulator path, same machines", { domain: { emulator: "/usr/libexec/qemu-kvm" } }, "pass offered"],
  ["no such architecture, which cpu.arch judges", { domain: { arch: "s390x" } }, "not-applicable no-arch"],
  ["capabilities not read", { destination: { facts: { guests: unknown("-") } } }, "unknown fact-unknown"],
]);
