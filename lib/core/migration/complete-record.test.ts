import { expect, it } from "vitest";
import { completeRecord, type StoredRecord } from "./complete-record.ts";
import { queuedRecord, resultOf } from "./test-support/records.ts";

/** As the first version stored it. */
const OLD_OPTIONS = {
  persistent: true,
  undefineSource: true,
  maxDowntimeMs: 400,
  bandwidthMiBps: 64,
  autoConverge: true,
  timeoutS: 60,
  timeoutAction: "abort",
} as const;

function oldRecord(): StoredRecord {
  const { steps: _1, levers: _2, rungsClimbed: _3, postCopyAtMs: _4, recoveries: _5, ...rest } = queuedRecord();
  const { outsideChanges: _6, limits: _7, ...old } = rest;
  const { pingAddress: _8, ...request } = old.request;
  const { longestPingGapMs: _9, ...result } = resultOf("moved");
  return { ...old, request: { ...request, options: OLD_OPTIONS }, result };
}

it("reads a record of the first version, with what that version could not do as not done", () => {
  const record = completeRecord(oldRecord());
  expect(record.request.options).toMatchObject({
    ...OLD_OPTIONS,
    mode: "live",
    postCopy: "off",
    storageCopy: "none",
    ladder: [],
  });
  expect(record.request.pingAddress).toBeNull();
  expect(record).toMatchObject({ steps: [], levers: [], rungsClimbed: 0, postCopyAtMs: null, recoveries: 0, outsideChanges: [] });
  expect(record.limits).toEqual({ maxDowntimeMs: 400, bandwidthMiBps: 64 });
  expect(record.result?.longestPingGapMs).toBeNull();
});

it("changes nothing in a record that is complete, and twice is as once", () => {
  const record = queuedRecord({
    result: resultOf("stayed"),
    rungsClimbed: 2,
    limits: { maxDowntimeMs: 5, bandwidthMiBps: null },
  });
  expect(completeRecord(record)).toEqual(record);
  expect(completeRecord(completeRecord(oldRecord()))).toEqual(completeRecord(oldRecord()));
});
