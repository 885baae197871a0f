import type { DomainNic } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import { testChoices } from "../test-support/choices.ts";
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
  ["off, where it does not start then", { to: "hv3", options: chosen({ mode: "offline" }) }, "warn missing"],
]);

const up = (name: string, kind: "bridge" | "ovs" = "bridge") => ({ name, kind, up: true, mtu: 1500, addresses: [] });
const bridges = (...all: ReturnType<typeof up>[]) => ({ destination: { facts: { interfaces: known(all) } } });
const two = { nics: [nic, { ...nic, mac: "52:54:00:77:01:99", source: "br7" }] };

testChoices(networkBridge, [
  ["other bridges, then networks", bridges(up("br1"), up("br2")), ["bridge br1", "bridge br2", "network lan"]],
  ["not those of others", bridges(up("docker0"), up("virbr0"), up("br-0123456789ab"), up("br5")), ["bridge br5", "network lan"]],
  ["nor one that is down", bridges({ ...up("br1"), up: false }), ["network lan"]],
  ["nor Open vSwitch for a plain NIC", bridges(up("ovs1", "ovs")), ["network lan"]],
  ["none on a host without any", { to: "hv3" }, []],
  ["none while off", { ...bridges(up("br1")), options: chosen({ mode: "offline" }) }, []],
  [
    "for two NICs",
    { ...bridges(up("br1"), up("br2"), up("br3"), up("br4")), domain: two },
    ["bridge br1", "bridge br2", "bridge br3", "bridge br1", "bridge br2", "bridge br3"],
  ],
  [
    "a network for a chosen bridge that is not there",
    { options: chosen({ nicSources: [{ mac: nic.mac, type: "bridge", source: "br9" }] }) },
    ["bridge br0", "network lan"],
  ],
]);
