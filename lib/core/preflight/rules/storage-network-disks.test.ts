import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageNetworkDisks } from "./storage-network-disks.ts";

const rbd = labDomain("web01").disks.map((disk) => ({ ...disk, type: "network", source: "rbd:pool/web01" }));

testRule(storageNetworkDisks, [
  ["none", {}, "not-applicable none"],
  ["ceph", { domain: { disks: rbd } }, "unknown not-tried"],
]);
