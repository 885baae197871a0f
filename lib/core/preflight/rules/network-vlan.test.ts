import type { DomainNic } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkVlan } from "./network-vlan.ts";

const [nic] = labDomain("web01").nics as [DomainNic];
const tagged = (virtualPort: string | null, libvirt: Patch["destination"] = {}): Patch => ({
  domain: { nics: [{ ...nic, virtualPort, vlanTags: [42] }] },
  destination: libvirt,
});
const { vlanTags: _, ...older } = nic;

testRule(networkVlan, [
  ["no tag", { domain: { nics: [{ ...nic, vlanTags: [] }] } }, "not-applicable none"],
  ["Open vSwitch", tagged("openvswitch"), "pass carried"],
  ["a Linux bridge, libvirt 9", tagged(null), "block not-supported"],
  ["a Linux bridge, libvirt 9, off", { ...tagged(null), options: chosen({ mode: "offline" }) }, "warn not-supported"],
  ["a Linux bridge, libvirt 11", tagged(null, { facts: { libvirtVersion: known("11.0.0") } }), "pass carried"],
  ["version not read", tagged(null, { facts: { libvirtVersion: unknown("timeout") } }), "unknown fact-unknown"],
  ["stored by an earlier version", { domain: { nics: [older] } }, "unknown not-read-yet"],
]);
