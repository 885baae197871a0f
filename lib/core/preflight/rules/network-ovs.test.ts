import type { DomainNic } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import type { NetworkInterface } from "../../model/host.ts";
import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain, type Patch } from "../test-support/lab.ts";
import { detailed } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { networkOvs } from "./network-ovs.ts";

const [lab] = labDomain("web01").nics as [DomainNic];
const nic = { ...lab, vlanTags: [] };
const one = (name: string, kind: NetworkInterface["kind"]): NetworkInterface => ({
  name,
  kind,
  up: true,
  mtu: 1500,
  addresses: [],
});
const there = (...interfaces: NetworkInterface[]): Pick<Patch, "destination"> => ({
  destination: { facts: { ...detailed().facts, interfaces: known(interfaces) } },
});
const plain = { domain: { nics: [{ ...nic, virtualPort: null }] } };
const ovs = { domain: { nics: [{ ...nic, virtualPort: "openvswitch" }] } };
const { virtualPort: _, ...older } = nic;

testRule(networkOvs, [
  ["a Linux bridge for a plain NIC", plain, "pass fits"],
  ["Open vSwitch for its port", { ...ovs, ...there(one("br0", "ovs")) }, "pass fits"],
  ["Open vSwitch for its port, as ovs-vsctl lists it", { ...ovs, destination: detailed({ ovsBridges: ["br0"] }) }, "pass fits"],
  ["a Linux bridge for a port of Open vSwitch", ovs, "block not-ovs"],
  ["Open vSwitch for a plain NIC", { ...plain, ...there(one("br0", "ovs")) }, "block is-ovs"],
  ["off", { ...ovs, options: chosen({ mode: "offline" }) }, "warn not-ovs"],
  ["no such bridge", { ...plain, to: "hv3" }, "not-applicable bridge-missing"],
  ["a card of that name", { ...plain, ...there(one("br0", "other")) }, "not-applicable bridge-missing"],
  ["a libvirt network", { guest: "mix03" }, "not-applicable no-bridge-nic"],
  ["stored by an earlier version", { domain: { nics: [older] } }, "unknown not-read-yet"],
  ["interfaces not read", { ...plain, destination: { facts: { interfaces: unknown("no ip") } } }, "unknown fact-unknown"],
]);

testChoices(networkOvs, [
  [
    "a plain bridge and a network instead",
    { ...plain, ...there(one("br0", "ovs"), one("br1", "bridge")) },
    ["bridge br1", "network lan"],
  ],
  ["another Open vSwitch", { ...ovs, ...there(one("br0", "bridge"), one("ovs1", "ovs")) }, ["bridge ovs1", "network lan"]],
]);
