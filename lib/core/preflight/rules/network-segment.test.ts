import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { networkSegment } from "./network-segment.ts";

const here = { name: "br0", cidr: "10.77.1.11/24" };
const there = (cidr: string): Patch => ({ probes: { segments: done({ source: [here], destination: [{ name: "br0", cidr }] }) } });

testRule(networkSegment, [
  ["one subnet", {}, "pass same"],
  ["another subnet behind the same name", there("192.0.2.12/24"), "warn different"],
  ["the same network in another size", there("10.77.1.12/16"), "warn different"],
  ["a bridge without an address", { probes: { segments: done({ source: [], destination: [] }) } }, "not-applicable no-addresses"],
  ["no bridge", { guest: "mix03" }, "not-applicable no-bridge-nic"],
  ["not asked", { probes: { segments: { kind: "pending" } } }, "unknown not-probed"],
]);
