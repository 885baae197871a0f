import { testRule } from "../test-support/table.ts";
import { storageSnapshots } from "./storage-snapshots.ts";

testRule(storageSnapshots, [
  ["none", {}, "pass none"],
  ["one", { domain: { snapshotCount: 1 } }, "block present"],
  ["many", { domain: { snapshotCount: 12 } }, "block present"],
]);
