import { testRule } from "../test-support/table.ts";
import { pathSourceOnline } from "./path-source-online.ts";

testRule(pathSourceOnline, [
  ["answers", {}, "pass online"],
  ["first connection", { source: { state: "connecting" } }, "unknown connecting"],
  [
    "away",
    { source: { state: "unreachable", problem: { code: "connection-timeout", detail: "timed out", sinceMs: 1 } } },
    "block unreachable",
  ],
  ["changed host key", { source: { state: "blocked" } }, "block refused"],
]);
