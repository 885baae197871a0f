import { known, unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { hostsLoad } from "./hosts-load.ts";

/** The lab's hosts have two CPUs. */
const load = (one: number, five = one) => ({ facts: { loadAverage: known([one, five, 0] as const) } });

testRule(hostsLoad, [
  ["both calm", {}, "pass calm"],
  ["two for each CPU", { source: load(4) }, "pass calm"],
  ["a busy source", { source: load(4.1) }, "warn busy"],
  ["a busy destination", { destination: load(9) }, "warn busy"],
  ["busy since a moment ago", { source: load(9, 1) }, "pass calm"],
  ["not busy any more", { source: load(1, 9) }, "pass calm"],
  ["it stays off", { destination: load(9), options: chosen({ mode: "offline" }) }, "not-applicable stays-off"],
  ["not read", { destination: { facts: { loadAverage: unknown("no loadavg") } } }, "unknown fact-unknown"],
  ["CPUs not read", { source: { facts: { cpu: unknown("no nodeinfo") } } }, "unknown fact-unknown"],
]);
