import type { DomainNic } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import type { VirtualNetwork } from "../../model/host.ts";
import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain, labHost, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkPortgroup } from "./network-portgroup.ts";

const [lab] = labDomain("mix03").nics as [DomainNic];
const nic = { ...lab, portgroup: "blue", vlanTags: [] };
const facts = labHost("hv2").facts?.networks;
const lan = facts?.known ? facts.value.find(({ name }) => name === "lan") : undefined;
const { portgroups: _, ...older } = lan as VirtualNetwork;
const there = (portgroups: readonly string[]): Patch => ({
  guest: "mix03",
  domain: { nics: [nic] },
  destination: { facts: { networks: known([{ ...older, portgroups }]) } },
});

testRule(networkPortgroup, [
  ["no portgroup", { guest: "mix03" }, "not-applicable none"],
  ["a bridge", {}, "not-applicable none"],
  ["there", there(["red", "blue"]), "pass present"],
  ["not there", there(["red"]), "block missing"],
  ["the lab's network has none", { guest: "mix03", domain: { nics: [nic] } }, "block missing"],
  ["off", { ...there([]), options: chosen({ mode: "offline" }) }, "warn missing"],
  ["no such network", { ...there(["blue"]), to: "hv3", destination: {} }, "not-applicable network-missing"],
  [
    "stored by an earlier version",
    { ...there([]), destination: { facts: { networks: known([older]) } } },
    "unknown not-read-yet",
  ],
  ["networks not read", { ...there([]), destination: { facts: { networks: unknown("timeout") } } }, "unknown fact-unknown"],
  [
    "plugged into another network with its portgroup",
    { ...there([]), options: chosen({ nicSources: [{ mac: nic.mac, type: "network", source: "lan" }] }) },
    "block missing",
  ],
]);

testChoices(networkPortgroup, [
  ["a bridge instead", there([]), ["bridge br0"]],
  ["no choice while off", { ...there([]), options: chosen({ mode: "offline" }) }, []],
]);
