import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkMacvtap } from "./network-macvtap.ts";

const macvtap = (source: string) => labDomain("web01").nics.map((nic) => ({ ...nic, type: "direct" as const, source }));

testRule(networkMacvtap, [
  ["none", {}, "not-applicable no-direct-nic"],
  ["the card is there", { domain: { nics: macvtap("eth0") } }, "pass present"],
  ["the card has another name there", { domain: { nics: macvtap("eth9") } }, "block missing"],
  [
    "another card is chosen",
    {
      domain: { nics: macvtap("eth9") },
      options: chosen({ nicSources: [{ mac: macvtap("")[0]?.mac ?? "", type: "direct", source: "eth0" }] }),
    },
    "pass present",
  ],
  ["off", { domain: { nics: macvtap("eth9") }, options: chosen({ mode: "offline" }) }, "warn missing"],
]);

testChoices(networkMacvtap, [
  ["a bridge or a network", { domain: { nics: macvtap("eth9") } }, ["bridge br0", "network lan"]],
  ["none while off", { domain: { nics: macvtap("eth9") }, options: chosen({ mode: "offline" }) }, []],
]);
