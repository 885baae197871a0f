import type { DomainNic } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain, labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkBridge } from "./network-bridge.ts";

const [nic] = labDomain("web01").nics as [DomainNic];
const there = labHost("hv2").facts?.interfaces;
const down = there?.known ? known(there.value.map((one) => ({ ...one, up: false }))) : unknown("");

testRule(networkBridge, [
  ["br0 is there", {}, "pass present"],
  ["hv3 has no bridge", { to: "hv3" }, "block missing"],
  ["a card of that name", { domain: { nics: [{ ...nic, source: "eth0" }] } }, "block not-a-bridge"],
  ["the bridge is down", { destination: { facts: { interfaces: down } } }, "warn down"],
  ["a libvirt network instead", { guest: "mix03" }, "not-applicable no-bridge-nic"],
  ["interfaces not read", { destination: { facts: { interfaces: unknown("no ip") } } }, "unknown fact-unknown"],
  [
    "plugged in elsewhere",
    { to: "hv3", options: chosen({ nicSources: [{ mac: nic.mac, type: "network", source: "lan" }] }) },
    "not-applicable no-bridge-nic",
  ],
  [
    "plugged into a bridge that is not there",
    { options: chosen({ nicSources: [{ mac: nic.mac, type: "bridge", source: "br9" }] }) },
    "block missing",
  ],
  [
    "unplugged before",
    { to: "hv3", options: chosen({ hostDevices: [{ key: `nic:${nic.mac}`, replacement: null }] }) },
    "not-applicable no-bridge-nic",
  ],
]);
