import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import type { LabHost } from "../test-support/lab.ts";
import { labDomain, labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkMtu } from "./network-mtu.ts";

const mtu = (host: LabHost, value: number) => {
  const interfaces = labHost(host).facts?.interfaces;
  return interfaces?.known ? known(interfaces.value.map((one) => ({ ...one, mtu: value }))) : unknown("");
};

testRule(networkMtu, [
  ["1500 on both", {}, "pass same"],
  ["jumbo frames here only", { source: { facts: { interfaces: mtu("hv1", 9000) } } }, "warn smaller"],
  ["jumbo frames there only", { destination: { facts: { interfaces: mtu("hv2", 9000) } } }, "pass larger"],
  ["no such bridge there", { to: "hv3" }, "not-applicable no-common-bridge"],
  ["no bridge at all", { guest: "mix03" }, "not-applicable no-bridge-nic"],
  [
    "another bridge, which differs",
    {
      source: { facts: { interfaces: mtu("hv1", 9000) } },
      options: chosen({ nicSources: [{ mac: labDomain("web01").nics[0]?.mac ?? "", type: "bridge", source: "br0" }] }),
    },
    "warn smaller",
  ],
]);
