import type { PortReach } from "../probes.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathDataPorts } from "./path-data-ports.ts";

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

testRule(pathDataPorts, [
  ["open", {}, "pass open"],
  ["rejected by a firewall", ports({ outcome: "refused", text: "Connection refused" }), "block refused"],
  ["dropped by a firewall", ports({ outcome: "timeout" }), "block timeout"],
  ["no route", ports({ outcome: "no-route" }), "block no-route"],
  ["name unknown", ports({ outcome: "unresolvable" }), "block unresolvable"],
  ["range used up", ports({ outcome: "no-free-port", port: null, freePorts: 0 }), "block no-free-port"],
  ["nothing to listen with", ports({ outcome: "no-listener-tool" }), "unknown no-listener-tool"],
  ["nothing to connect with", ports({ outcome: "no-connect-tool" }), "unknown no-connect-tool"],
  ["something else", ports({ outcome: "other" }), "unknown other"],
  ["not tried", { probes: { ports: { kind: "pending" } } }, "unknown not-probed"],
  ["tunnelled", { options: chosen({ tunnelled: true }) }, "not-applicable tunnelled"],
  ["offline", { options: chosen({ mode: "offline" }) }, "not-applicable not-live"],
]);

testActions(pathDataPorts, [
  ["dropped", ports({ outcome: "timeout" }), { kind: "open-data-ports" }],
  ["rejected", ports({ outcome: "refused" }), { kind: "open-data-ports" }],
  ["no route", ports({ outcome: "no-route" }), { kind: "open-data-ports" }],
  ["a port of the admin's own", ports({ outcome: "timeout", port: 7_000, minPort: 7_000, maxPort: 7_000 }), undefined],
  ["used up", ports({ outcome: "no-free-port" }), undefined],
]);
