import { known, unknown } from "../../model/fact.ts";
import { testRule } from "../test-support/table.ts";
import { versionLibvirt } from "./version-libvirt.ts";

testRule(versionLibvirt, [
  ["the same", {}, "pass same"],
  ["newer", { destination: { facts: { libvirtVersion: known("10.1.0") } } }, "pass newer"],
  [
    "a little older",
    { destination: { facts: { libvirtVersion: known("9.0.0") } }, source: { facts: { libvirtVersion: known("9.2.0") } } },
    "warn older",
  ],
  ["a major version older", { destination: { facts: { libvirtVersion: known("6.9.9") } } }, "warn major-older"],
  ["not read", { destination: { facts: { libvirtVersion: unknown("-") } } }, "unknown fact-unknown"],
]);
