import { testRule } from "../test-support/table.ts";
import { pathDestinationOnline } from "./path-destination-online.ts";

testRule(pathDestinationOnline, [
  ["answers", {}, "pass online"],
  ["first connection", { destination: { state: "connecting" } }, "unknown connecting"],
  [
    "away",
    { destination: { state: "unreachable", problem: { code: "connection-timeout", detail: "timed out", sinceMs: 1 } } },
    "block unreachable",
  ],
  ["changed host key", { destination: { state: "blocked" } }, "block refused"],
]);
