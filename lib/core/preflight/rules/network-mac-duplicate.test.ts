import { domainUuid } from "../../model/ids.ts";
import { cloning } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkMac } from "./network-mac-duplicate.ts";

const other = { ...labDomain("web01"), uuid: domainUuid("7a6b9999-0000-4000-8000-0000000000ff"), name: "other" };
const upper = other.nics.map((nic) => ({ ...nic, mac: nic.mac.toUpperCase() }));

testRule(networkMac, [
  ["unique", {}, "pass unique"],
  ["a running VM with the same address", { destination: { domains: [other] } }, "block active-duplicate"],
  ["in other letters", { destination: { domains: [{ ...other, nics: upper }] } }, "block active-duplicate"],
  ["one that is off", { destination: { domains: [{ ...other, state: "shut-off" }] } }, "warn inactive-duplicate"],
  ["no NIC", { domain: { nics: [] } }, "not-applicable no-nic"],
  ["never read", { destination: { facts: null } }, "unknown never-read"],
  ["a clone with addresses of its own", { destination: { domains: [other] }, options: cloning() }, "not-applicable new-macs"],
  ["a clone with its original's", { options: cloning({ newMacs: false }) }, "warn clone-keeps-macs"],
]);
