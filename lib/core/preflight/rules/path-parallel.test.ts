import { known, unknown } from "../../model/fact.ts";
import { testChoices } from "../test-support/choices.ts";
import { chosen, traits } from "../test-support/chosen.ts";
import { labHost, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathParallel } from "./path-parallel.ts";

const cpu = labHost("hv2").facts?.cpu;
const cores = (cpus: number) => ({ facts: { cpu: cpu?.known ? known({ ...cpu.value, cpus }) : unknown<never>("") } });
const with_ = (parallelConnections: number, mbitPerSec: number | null = 25_000, cpus = 32): Patch => ({
  options: chosen({ parallelConnections }),
  source: cores(cpus),
  destination: cores(32),
  probes: traits({ source: { route: { device: "br0", mbitPerSec } } }),
});

testRule(pathParallel, [
  ["one channel", { options: chosen() }, "not-applicable not-used"],
  ["three on 25 Gbit/s", with_(3), "pass fits"],
  ["more than advised, but there are cores", with_(12), "pass fits"],
  ["more than half of the cores", with_(17), "warn too-many"],
  ["of the smaller host", with_(5, 25_000, 8), "warn too-many"],
  ["two are never too many", with_(2, 1_000, 2), "pass fits"],
  ["speed not known", with_(2, null), "pass speed-unknown"],
  ["not read", { ...with_(2), probes: {} }, "unknown not-probed"],
  ["cores not read", { ...with_(2), source: { facts: { cpu: unknown("-") } } }, "unknown fact-unknown"],
]);

testChoices(pathParallel, [
  ["as many as the link takes", with_(17), [`{"parallelConnections":3}`]],
  ["no more than half of the cores", with_(17, 200_000, 8), [`{"parallelConnections":4}`]],
]);
