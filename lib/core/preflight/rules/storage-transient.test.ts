import { chosen } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageTransient } from "./storage-transient.ts";

testRule(storageTransient, [
  ["none", {}, "pass none"],
  ["one", { domain: { disks: labDomain("web01").disks.map((disk) => ({ ...disk, transient: true })) } }, "block transient"],
  [
    "one, off",
    {
      domain: { disks: labDomain("web01").disks.map((disk) => ({ ...disk, transient: true })) },
      options: chosen({ mode: "offline" }),
    },
    "not-applicable stays-off",
  ],
]);
