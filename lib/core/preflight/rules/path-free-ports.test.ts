import type { PortReach } from "../probes.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathFreePorts } from "./path-free-ports.ts";

const ports = (differs: Partial<PortReach>): Patch => ({
  probes: {
    ports: done({
      outcome: "open",
      address: "10.77.1.12",
      port: 49_200,
      minPort: 49_152,
      maxPort: 49_215,
      freePorts: 64,
      listenTool: "python3",
      text: "",
      ...differs,
    }),
  },
});

testRule(pathFreePorts, [
  ["all free", {}, "pass enough"],
  ["four", ports({ freePorts: 4 }), "pass enough"],
  ["three", ports({ freePorts: 3 }), "warn few"],
  ["one", ports({ freePorts: 1 }), "warn few"],
  ["none", ports({ freePorts: 0 }), "block none"],
  [
    "none, but one was chosen",
    { ...ports({ freePorts: 0 }), options: chosen({ migrateAddress: "hv2", migratePort: 50_000 }) },
    "not-applicable not-used",
  ],
  ["tunnelled", { ...ports({ freePorts: 0 }), options: chosen({ tunnelled: true }) }, "not-applicable not-used"],
]);
