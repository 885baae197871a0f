import { chosen } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesHostDevices } from "./devices-host-devices.ts";

const sriov = labDomain("web01").nics.map((nic) => ({ ...nic, type: "hostdev" as const }));

const pci = { hostDevices: [{ type: "pci", mode: "subsystem", address: "0000:01:00.0" }] };
const unplug = (key: string) => chosen({ hostDevices: [{ key, replacement: null }] });

testRule(devicesHostDevices, [
  ["none", {}, "pass none"],
  ["a PCI device", { domain: pci }, "block attached"],
  ["an SR-IOV NIC", { domain: { nics: sriov } }, "block attached"],
  ["unplugged before", { domain: pci, options: unplug("hostdev:0000:01:00.0") }, "warn unplugged"],
  ["an SR-IOV NIC unplugged before", { domain: { nics: sriov }, options: unplug(`nic:${sriov[0]?.mac}`) }, "warn unplugged"],
  ["one of two unplugged", { domain: { ...pci, nics: sriov }, options: unplug("hostdev:0000:01:00.0") }, "block attached"],
  ["a failover pair's second", { domain: pci, options: unplug("hostdev:0000:01:00.0#2") }, "warn unplugged"],
  ["saved state", { domain: pci, options: chosen({ mode: "saved-state" }) }, "block in-state"],
  ["off", { domain: pci, options: chosen({ mode: "offline" }) }, "warn starts-without"],
]);
