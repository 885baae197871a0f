import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesHostDevices } from "./devices-host-devices.ts";

const sriov = labDomain("web01").nics.map((nic) => ({ ...nic, type: "hostdev" as const }));

testRule(devicesHostDevices, [
  ["none", {}, "pass none"],
  ["a PCI device", { domain: { hostDevices: [{ type: "pci", mode: "subsystem", address: "0000:01:00.0" }] } }, "block attached"],
  ["an SR-IOV NIC", { domain: { nics: sriov } }, "block attached"],
]);
