import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { hostsConcurrency } from "./hosts-concurrency.ts";

const busy = (outgoing: number, incoming: number) => ({ outgoing, incoming });
const arriving = (guest: string) => ({ ...labDomain(guest), state: "paused" as const, stateReason: "migrating" });

testRule(hostsConcurrency, [
  ["nothing runs", {}, "pass free"],
  ["one leaves the source", { running: { source: busy(1, 0) } }, "warn source-busy"],
  ["one arrives at the source", { running: { source: busy(0, 1) } }, "pass free"],
  ["one arrives at the destination", { running: { destination: busy(0, 1) } }, "pass free"],
  ["two arrive at the destination", { running: { destination: busy(0, 2) } }, "warn destination-busy"],
  ["two that others send arrive", { destination: { domains: [arriving("db02"), arriving("mix03")] } }, "warn destination-busy"],
  [
    "this very VM arrives: another check's business",
    { destination: { domains: [arriving("web01"), arriving("db02")] } },
    "pass free",
  ],
]);
