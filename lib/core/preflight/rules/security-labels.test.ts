import { unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { securityLabels } from "./security-labels.ts";

const labelled = (staticLabels: readonly string[], here: readonly string[], there: readonly string[]): Patch => ({
  domain: needing({ staticLabels }),
  source: detailed({ securityModels: here }),
  destination: detailed({ securityModels: there }),
});

testRule(securityLabels, [
  ["the lab's hosts", {}, "pass same"],
  ["the same in another order", labelled([], ["apparmor", "dac"], ["dac", "apparmor"]), "pass same"],
  ["SELinux to AppArmor, labels by libvirt", labelled([], ["selinux", "dac"], ["apparmor", "dac"]), "warn differ"],
  ["an own label that the destination lacks", labelled(["selinux"], ["selinux", "dac"], ["dac"]), "block missing"],
  ["an own label that it has", labelled(["dac"], ["dac"], ["dac"]), "pass same"],
  ["it stays off", { ...labelled(["selinux"], ["selinux"], ["dac"]), options: chosen({ mode: "offline" }) }, "warn missing"],
  ["not read", { destination: { facts: { details: unknown("no answer") } } }, "unknown fact-unknown"],
]);
