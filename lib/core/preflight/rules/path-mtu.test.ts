import type { LargePackets } from "../probes.ts";
import { chosen } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathMtu } from "./path-mtu.ts";

const packets = (fate: LargePackets["fate"] | null): Patch => ({
  probes: {
    hostname: done({
      announced: "hv2",
      origin: "hostname",
      resolved: ["10.77.1.12"],
      destinationAddresses: ["10.77.1.12"],
      largePackets: fate === null ? null : { device: "eth0", mtu: 9000, fate },
    }),
  },
});

testRule(pathMtu, [
  ["they get there", packets("whole"), "pass carried"],
  ["a router says what fits", packets("told"), "pass told"],
  ["they vanish", packets("lost"), "warn lost"],
  ["no answer to any ping", packets(null), "not-applicable not-tried"],
  ["of an earlier look", {}, "not-applicable not-tried"],
  ["tunnelled", { ...packets("lost"), options: chosen({ tunnelled: true }) }, "not-applicable not-used"],
  ["another address", { ...packets("lost"), options: chosen({ migrateAddress: "10.9.9.9" }) }, "not-applicable not-used"],
  ["not looked at", { probes: { hostname: { kind: "pending" } } }, "unknown not-probed"],
]);
