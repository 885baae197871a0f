import { chosen, cloning } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { storageSnapshots } from "./storage-snapshots.ts";

testRule(storageSnapshots, [
  ["none", {}, "pass none"],
  ["one", { domain: { snapshotCount: 1 } }, "block present"],
  ["many", { domain: { snapshotCount: 12 } }, "block present"],
  ["offline", { domain: { snapshotCount: 1 }, options: chosen({ mode: "offline" }) }, "block present"],
  ["moved by files", { domain: { snapshotCount: 2 }, options: chosen({ mode: "cold-copy" }) }, "block undefine-refused"],
  ["cloned", { domain: { snapshotCount: 2 }, options: cloning() }, "warn not-carried"],
]);
