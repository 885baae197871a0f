import { testChoices } from "../test-support/choices.ts";
import { BASE, copying, images, type PairPatch } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageBacking } from "./storage-backing.ts";

const built = { source: { backingPath: BASE.path, backingFormat: "qcow2" } };
const increment = (patch: PairPatch): Patch => ({
  guest: "db02",
  options: copying({ storageCopy: "incremental" }),
  probes: images({ vda: { ...built, ...patch } }),
});
const file = (patch: PairPatch): Patch => ({ ...increment(patch), options: copying({ mode: "offline", storageCopy: "none" }) });

testRule(storageBacking, [
  ["no copy", { guest: "db02" }, "not-applicable no-copy"],
  ["a full copy", { guest: "db02", options: copying(), probes: images({ vda: built }) }, "not-applicable whole-copy"],
  ["equal", increment({ backingEqual: true, base: BASE }), "pass equal"],
  ["an image without a backing file", increment({ source: {} }), "block no-backing"],
  ["not there", increment({ backingEqual: false, base: { ...BASE, exists: false } }), "block missing"],
  ["another file there", increment({ backingEqual: false, base: BASE }), "block differs"],
  ["still being compared", increment({ base: BASE }), "unknown comparing"],
  ["not readable there", increment({ base: { ...BASE, problem: "Permission denied" } }), "unknown unreadable"],
  ["a network image below", increment({}), "unknown unreadable"],
  ["copied as a file, equal", file({ backingEqual: true, base: BASE }), "pass equal"],
  ["copied as a file, not there", file({ backingEqual: false, base: { ...BASE, exists: false } }), "pass copied-too"],
  ["copied as a file, another there", file({ backingEqual: false, base: BASE }), "block differs"],
  ["copied as a file, built on nothing", file({ source: {} }), "pass none"],
  ["not looked at", { ...increment({}), probes: {} }, "unknown not-probed"],
]);

testChoices(storageBacking, [
  ["the whole of it: no backing file", increment({ source: {} }), ["copy vda full"]],
  ["not there", increment({ backingEqual: false, base: { ...BASE, exists: false } }), ["copy vda full"]],
  ["another there", increment({ backingEqual: false, base: BASE }), ["copy vda full"]],
  ["a file goes with its chain", file({ backingEqual: false, base: BASE }), []],
]);
