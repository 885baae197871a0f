import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { cpuNx } from "./cpu-nx.ts";

const kvm = { virtType: "kvm" };
const at = (here: boolean | null, there: boolean | null): Patch => ({
  domain: kvm,
  source: detailed({ hasNx: here }),
  destination: detailed({ hasNx: there }),
});
const hidden = "<cpu mode='custom'><model>qemu64</model><feature policy='disable' name='nx'/></cpu>";

testRule(cpuNx, [
  ["the lab's guests run without KVM", {}, "not-applicable emulated"],
  ["another architecture", { domain: { arch: "aarch64" } }, "not-applicable not-x86"],
  ["both have it", at(true, true), "pass present"],
  ["neither had it", at(false, false), "pass present"],
  ["lost on the way", at(true, false), "block missing"],
  ["lost, but it boots anew", { ...at(true, false), options: chosen({ mode: "offline" }) }, "warn boots-without"],
  ["hidden from the guest", { ...at(true, false), domain: { ...kvm, cpuXml: hidden } }, "pass not-used"],
  [
    "required by the guest",
    { ...at(true, false), domain: { ...kvm, cpuXml: hidden.replace("disable", "require") } },
    "block missing",
  ],
  ["a host that has no such flag", at(true, null), "pass present"],
  ["never read", { domain: kvm, destination: { facts: null } }, "unknown never-read"],
]);
