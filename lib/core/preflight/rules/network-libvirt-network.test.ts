import { known, unknown } from "../../model/fact.ts";
import { testActions, testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { LabHost, Patch } from "../test-support/lab.ts";
import { labDomain, labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkLibvirtNetwork } from "./network-libvirt-network.ts";

const onDefault: Patch = {
  guest: "mix03",
  domain: { nics: labDomain("mix03").nics.map((nic) => ({ ...nic, source: "default" })) },
};
const networksOf = (host: LabHost) => {
  const networks = labHost(host).facts?.networks;
  return networks?.known ? networks.value : [];
};
const active = (host: LabHost) => known(networksOf(host).map((network) => ({ ...network, active: true })));
const nat = known(networksOf("hv2").map((network) => ({ ...network, active: true, forwardMode: "nat" })));

testRule(networkLibvirtNetwork, [
  ["a bridge, which network.bridge judges", {}, "not-applicable no-network-nic"],
  ["lan on both", { guest: "mix03" }, "pass present"],
  ["not on hv3", { guest: "mix03", to: "hv3" }, "block missing"],
  ["defined, but not started", { ...onDefault }, "block inactive"],
  ["NAT on both", { ...onDefault, destination: { facts: { networks: active("hv2") } } }, "warn host-local"],
  ["of another kind there", { guest: "mix03", destination: { facts: { networks: nat } } }, "warn other-kind"],
  ["networks not read", { guest: "mix03", destination: { facts: { networks: unknown("-") } } }, "unknown fact-unknown"],
  [
    "a bridge here, a network there",
    { options: chosen({ nicSources: [{ mac: labDomain("web01").nics[0]?.mac ?? "", type: "network", source: "lan" }] }) },
    "pass present",
  ],
]);

const other = (source: string): Patch => ({
  guest: "mix03",
  domain: { nics: labDomain("mix03").nics.map((nic) => ({ ...nic, source })) },
});

testChoices(networkLibvirtNetwork, [
  ["a host without it", { guest: "mix03", to: "hv3" }, []],
  ["another network or a bridge", other("lan9"), ["network lan", "bridge br0"]],
  ["instead of starting it", other("default"), ["network lan", "bridge br0"]],
]);

testActions(networkLibvirtNetwork, [
  ["starts it", other("default"), { kind: "start-network", name: "default" }],
  ["does not define one", other("lan9"), undefined],
]);
