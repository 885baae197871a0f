import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { networkNwfilter } from "./network-nwfilter.ts";

const filtered = (there: readonly string[] | null): Patch => ({
  domain: needing({ nwfilters: ["clean-traffic", "site"] }),
  destination: detailed({ nwfilters: there }),
});

testRule(networkNwfilter, [
  ["none", { domain: needing({}) }, "not-applicable none"],
  ["both there", filtered(["site", "clean-traffic", "no-arp-spoofing"]), "pass present"],
  ["one is not", filtered(["clean-traffic"]), "block missing"],
  ["off", { ...filtered([]), options: chosen({ mode: "cold-copy" }) }, "warn missing"],
  ["not readable there", filtered(null), "unknown not-readable"],
]);
