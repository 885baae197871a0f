import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { versionQemu } from "./version-qemu.ts";

testRule(versionQemu, [
  ["the same", {}, "pass same"],
  ["newer", { destination: { facts: { qemuVersion: known("8.0.0") } } }, "pass newer"],
  ["a little older", { destination: { facts: { qemuVersion: known("7.2.9") } } }, "warn older"],
  ["a major version older", { destination: { facts: { qemuVersion: known("6.9.9") } } }, "block major-older"],
  ["not read", { destination: { facts: { qemuVersion: unknown("-") } } }, "unknown fact-unknown"],
  [
    "older, but it boots anew",
    { destination: { facts: { qemuVersion: known("6.2.0") } }, options: chosen({ mode: "offline" }) },
    "not-applicable boots-anew",
  ],
]);
