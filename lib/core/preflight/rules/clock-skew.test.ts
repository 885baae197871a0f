import { known, unknown } from "../../model/fact.ts";
import { testRule } from "../test-support/table.ts";
import { clockSkew } from "./clock-skew.ts";

testRule(clockSkew, [
  ["a few ms", {}, "pass together"],
  ["a second", { destination: { facts: { clockOffsetMs: known(1002) } } }, "pass together"],
  ["two seconds, the other way round", { destination: { facts: { clockOffsetMs: known(-2000) } } }, "warn apart"],
  ["clock not read", { source: { facts: { clockOffsetMs: unknown("no date") } } }, "unknown fact-unknown"],
]);
