import { unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathListenAddress } from "./path-listen-address.ts";
import { pathMigrateAddress } from "./path-migrate-address.ts";

const to = (migrateAddress: string, ...addresses: string[]): Patch => ({
  options: chosen({ migrateAddress }),
  probes: { migrateTo: done({ name: migrateAddress, addresses }) },
});

testRule(pathMigrateAddress, [
  ["not chosen", { options: chosen() }, "not-applicable not-chosen"],
  ["an address of hv2", to("10.77.1.12", "10.77.1.12"), "pass ok"],
  ["a name of hv2", to("hv2-storage", "192.0.2.1", "10.77.1.12"), "pass ok"],
  ["another machine", to("10.77.1.99", "10.77.1.99"), "block elsewhere"],
  ["the source itself", to("hv2", "127.0.1.1"), "block loopback"],
  ["not in DNS", to("hv9"), "block unresolvable"],
  ["no memory is sent", { options: chosen({ mode: "offline", migrateAddress: "hv9" }) }, "not-applicable not-chosen"],
  ["not asked", { options: chosen({ migrateAddress: "hv9" }) }, "unknown not-probed"],
  ["addresses not read", { ...to("hv2"), destination: { facts: { interfaces: unknown("-") } } }, "unknown fact-unknown"],
]);

const on = (listenAddress: string): Patch => ({ options: chosen({ listenAddress }) });

testRule(pathListenAddress, [
  ["not chosen", { options: chosen() }, "not-applicable not-chosen"],
  ["everywhere", on("0.0.0.0"), "pass anywhere"],
  ["hv2's address", on("10.77.1.12"), "pass present"],
  ["the source's address", on("10.77.1.11"), "block missing"],
  ["loopback, where nobody comes", on("127.0.0.1"), "block other-address"],
  [
    "not the address that the memory goes to",
    { ...to("192.0.2.7", "192.0.2.7"), options: chosen({ migrateAddress: "192.0.2.7", listenAddress: "10.77.1.12" }) },
    "block other-address",
  ],
  ["addresses not read", { ...on("10.77.1.12"), destination: { facts: { interfaces: unknown("-") } } }, "unknown fact-unknown"],
]);
