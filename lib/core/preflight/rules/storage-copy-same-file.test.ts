import { testChoices } from "../test-support/choices.ts";
import { cloning, copying } from "../test-support/chosen.ts";
import { type Patch, storage } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageCopySameFile } from "./storage-copy-same-file.ts";

const web01 = (outcome: Parameters<typeof storage>[0]): Patch => ({ options: copying(), probes: { storage: storage(outcome) } });
const elsewhere = copying({ diskPaths: [{ target: "vda", path: "/srv/other/web01.qcow2" }] });

testRule(storageCopySameFile, [
  ["no copy", {}, "not-applicable no-copy"],
  ["a disk on shared storage", web01("same-by-nonce"), "block same-file"],
  ["one LUN", web01("same-by-device-id"), "block same-file"],
  ["one export, by its word", web01("same-by-declaration"), "block same-file"],
  ["shared, and growing", web01("size-differs"), "block same-file"],
  ["shared, read-only there", web01("read-only-at-destination"), "block same-file"],
  ["a local disk", web01("not-shared"), "pass different"],
  ["no such folder there", web01("missing-at-destination"), "pass different"],
  ["another file, which stops for itself", web01("other-file"), "pass different"],
  ["we may not look", web01("not-writable"), "unknown not-proven"],
  ["not looked at", { options: copying(), probes: { storage: storage("not-shared", "/other") } }, "unknown not-proven"],
  ["another path", { options: elsewhere }, "pass other-path"],
  ["not tried", { options: copying(), probes: { storage: { kind: "pending" } } }, "unknown not-probed"],
]);

testChoices(storageCopySameFile, [
  ["leave it", web01("same-by-nonce"), ["leave vda"]],
  ["a clone needs its own", { ...web01("same-by-nonce"), options: cloning() }, []],
]);
