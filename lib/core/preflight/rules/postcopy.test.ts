import { known } from "../../model/fact.ts";
import { testActions, testChoices } from "../test-support/choices.ts";
import { chosen, traits } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { postcopyMemoryBacking } from "./postcopy-memory-backing.ts";
import { postcopyRisk } from "./postcopy-risk.ts";
import { postcopyUserfaultfd } from "./postcopy-userfaultfd.ts";

const options = chosen({ postCopy: "by-hand" });
const rung = { afterS: 60, action: { kind: "post-copy" } } as const;

testRule(postcopyRisk, [
  ["the matrix", {}, "not-applicable not-used"],
  ["off", { options: chosen() }, "not-applicable not-used"],
  ["by hand", { options }, "warn may-be-lost"],
  ["after the first pass", { options: chosen({ postCopy: "after-first-pass" }) }, "warn may-be-lost"],
  ["by a rung", { options: chosen({ ladder: [rung] }) }, "warn may-be-lost"],
  ["by the time limit", { options: chosen({ timeoutS: 60, timeoutAction: "post-copy" }) }, "warn may-be-lost"],
  ["a limit that is not set", { options: chosen({ timeoutAction: "post-copy" }) }, "not-applicable not-used"],
]);

const at = (differs: Parameters<typeof traits>[0]): Patch => ({ options, probes: traits(differs) });
const device: Patch = at({ destination: { userfaultfdDevice: true } });

testRule(postcopyUserfaultfd, [
  ["off", {}, "not-applicable not-used"],
  ["a plain Debian", at({}), "block denied"],
  ["a kernel that lets everybody", at({ destination: { unprivilegedUserfaultfd: 1 } }), "pass everybody"],
  ["only the source lets everybody", at({ source: { unprivilegedUserfaultfd: 1 } }), "block denied"],
  ["QEMU as root", at({ destination: { qemuUser: "root" } }), "pass root"],
  ["QEMU as user 0", at({ destination: { qemuUser: "0" } }), "pass root"],
  ["a device, a new QEMU", { ...device, destination: { facts: { qemuVersion: known("8.2.0") } } }, "pass device"],
  ["a device, an old QEMU", device, "block denied"],
  ["a kernel without the setting", at({ destination: { unprivilegedUserfaultfd: null } }), "block denied"],
  ["no QEMU to look at", at({ destination: { qemuUser: null } }), "unknown user-unknown"],
  ["not read", { options }, "unknown not-probed"],
]);

const backed = (...kinds: string[]): Patch => ({ options, probes: { memoryBacking: done({ kinds }) } });

testRule(postcopyMemoryBacking, [
  ["off", {}, "not-applicable not-used"],
  ["plain memory", backed(), "pass plain"],
  ["huge pages, locked", backed("hugepages", "locked"), "warn special"],
  ["not read", { options }, "unknown not-probed"],
]);

testChoices(postcopyUserfaultfd, [
  ["do without", at({}), [`{"postCopy":"off"}`]],
  ["and without the rung", { ...at({}), options: chosen({ ladder: [rung] }) }, [`{"postCopy":"off"}`]],
]);

testActions(postcopyUserfaultfd, [["allows it", at({}), { kind: "allow-userfaultfd" }]]);
