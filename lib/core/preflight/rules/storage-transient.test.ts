import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageTransient } from "./storage-transient.ts";

testRule(storageTransient, [
  ["none", {}, "pass none"],
  ["one", { domain: { disks: labDomain("web01").disks.map((disk) => ({ ...disk, transient: true })) } }, "block transient"],
]);
