import { expect, it } from "vitest";
import { mayForget } from "./may-forget.ts";
import { queuedRecord, resultOf } from "./test-support/records.ts";

it.each([
  ["moved", { state: "succeeded", endedAtMs: 1, result: resultOf("moved") }, true],
  ["taken back from the queue", { state: "aborted", endedAtMs: 1, result: null }, true],
  ["not ended", { state: "running", endedAtMs: null }, false],
  ["queued", {}, false],
  ["indeterminate", { state: "indeterminate", endedAtMs: 1, result: resultOf("moved") }, false],
  ["split brain", { state: "failed", endedAtMs: 1, result: resultOf("split-brain") }, false],
  ["with something to look at", { state: "succeeded", endedAtMs: 1, result: resultOf("moved"), attention: { key: "x" } }, false],
] as const)("%s", (_name, change, expected) => {
  expect(mayForget(queuedRecord(change))).toBe(expected);
});
