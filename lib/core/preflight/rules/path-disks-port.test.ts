import type { PortOutcome } from "../probes.ts";
import { copying } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathDisksPort } from "./path-disks-port.ts";
import { pathDisksSocket } from "./path-disks-socket.ts";

const reach = (outcome: PortOutcome): Patch => ({
  options: copying({ disksPort: 50_000 }),
  probes: {
    disksPort: done({
      outcome,
      address: "10.77.1.12",
      port: outcome === "no-free-port" ? null : 50_000,
      minPort: 50_000,
      maxPort: 50_000,
      freePorts: 1,
      listenTool: "python3",
      text: "",
    }),
  },
});

testRule(pathDisksPort, [
  ["not chosen", { options: copying() }, "not-applicable not-chosen"],
  ["open", reach("open"), "pass open"],
  ["taken", reach("no-free-port"), "block no-free-port"],
  ["rejected", reach("refused"), "block refused"],
  ["dropped", reach("timeout"), "block timeout"],
  ["no route", reach("no-route"), "block no-route"],
  ["name unknown", reach("unresolvable"), "block unresolvable"],
  ["nothing to listen with", reach("no-listener-tool"), "unknown no-listener-tool"],
  ["nothing to connect with", reach("no-connect-tool"), "unknown no-connect-tool"],
  ["something else", reach("other"), "unknown other"],
  ["not tried", { options: copying({ disksPort: 50_000 }) }, "unknown not-probed"],
]);

testRule(pathDisksSocket, [
  ["not chosen", { options: copying() }, "not-applicable not-chosen"],
  ["chosen", { options: copying({ disksSocket: "/run/disks.sock" }) }, "warn not-tried"],
]);
