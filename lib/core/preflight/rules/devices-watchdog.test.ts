import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { devicesWatchdog } from "./devices-watchdog.ts";

const dog = { domain: needing({ watchdog: { model: "i6300esb", action: "reset" } }) };

testRule(devicesWatchdog, [
  ["none", { domain: needing({}) }, "not-applicable none"],
  ["one that does nothing", { domain: needing({ watchdog: { model: "ib700", action: "none" } }) }, "pass harmless"],
  ["nobody has chosen", dog, "pass in-time"],
  ["pre-copy", { ...dog, options: chosen() }, "pass in-time"],
  ["post-copy", { ...dog, options: chosen({ postCopy: "by-hand" }) }, "warn post-copy"],
  ["slowed CPUs", { ...dog, options: chosen({ autoConverge: true }) }, "warn slowed"],
  [
    "slowed by a rung",
    { ...dog, options: chosen({ ladder: [{ afterS: 9, action: { kind: "auto-converge" } }] }) },
    "warn slowed",
  ],
  ["a long pause", { ...dog, options: chosen({ maxDowntimeMs: 20_000 }) }, "warn slowed"],
  ["saved to a file", { ...dog, options: chosen({ mode: "saved-state" }) }, "pass in-time"],
]);

testChoices(devicesWatchdog, [
  ["post-copy", { ...dog, options: chosen({ postCopy: "after-first-pass" }) }, [`{"postCopy":"off"}`]],
  ["nothing alone helps", { ...dog, options: chosen({ postCopy: "by-hand", autoConverge: true }) }, []],
]);
