import { describe, expect, it } from "vitest";
import type { MigrationRecord, MigrationResult } from "../../model/migration.ts";
import type { MigrationStep } from "../../model/steps.ts";
import { failureOf } from "../libvirt-error.ts";
import type { FailureCode } from "../libvirt-error-table.ts";
import { queuedRecord, resultOf, sideOf } from "../test-support/records.ts";
import { HOST_WAS_OFFLINE, mayRetry } from "./may-retry.ts";

const queue = { ...queuedRecord().queue, admittedAtMs: 1000, retry: { times: 2, afterMs: 60_000 } };

function failed(code: FailureCode, change: Partial<MigrationRecord> = {}, truth: Partial<MigrationResult["truth"]> = {}) {
  const result = resultOf("stayed");
  return queuedRecord({
    state: "failed",
    endedAtMs: 5000,
    queue,
    result: {
      ...result,
      failure: failureOf(code, ""),
      truth: { ...result.truth, source: sideOf("running", "booted"), destination: sideOf("absent"), ...truth },
    },
    ...change,
  });
}

function refused(key: string): MigrationRecord {
  const record = failed("not-started");
  const { result } = record;
  return { ...record, result: result && { ...result, failure: { ...failureOf("not-started", ""), meaning: { key } } } };
}

const step = (state: MigrationStep["state"]): MigrationStep => ({
  id: "create-image:vda",
  kind: "create-image",
  hostId: queuedRecord().request.destinationHostId,
  label: { key: "x" },
  undo: null,
  commands: [],
  data: {},
  state,
  startedAtMs: null,
  endedAtMs: null,
  detail: null,
  progress: null,
});

describe("what is tried again", () => {
  it.each(["connection-lost", "libvirt-down-at-destination", "port-busy", "memory-short"] as const)(
    "%s, after its time",
    (code) => {
      expect(mayRetry(failed(code))).toEqual({ retry: true, notBeforeMs: 65_000 });
    },
  );

  it("what stands undone, and the second of two tries", () => {
    expect(mayRetry(failed("connection-lost", { steps: [step("undone"), step("waiting")] })).retry).toBe(true);
    expect(mayRetry(failed("connection-lost", { queue: { ...queue, attempt: 2 } })).retry).toBe(true);
  });

  it("what never began because a host was away", () => {
    expect(mayRetry(failed("not-started")).retry).toBe(true);
    expect(mayRetry(refused(HOST_WAS_OFFLINE)).retry).toBe(true);
  });
});

describe("what is not", () => {
  const use = { atMs: 1, action: { kind: "abort" as const }, ok: true, detail: "" };
  it.each<[string, MigrationRecord, string]>([
    ["nobody asked for it", failed("connection-lost", { queue: { ...queue, retry: { times: 0, afterMs: 1 } } }), "not-asked-for"],
    ["all tries were made", failed("connection-lost", { queue: { ...queue, attempt: 3 } }), "no-tries-left"],
    ["it goes on", queuedRecord({ queue }), "not-failed"],
    ["it was cancelled", queuedRecord({ queue, state: "aborted", endedAtMs: 9 }), "not-failed"],
    ["it came about", failed("connection-lost", { state: "succeeded" }), "not-failed"],
    ["a person has to look", failed("connection-lost", { state: "indeterminate" }), "not-failed"],
    ["somebody wanted it stopped", failed("connection-lost", { abortRequestedAtMs: 3 }), "stopped-on-purpose"],
    ["the ladder stopped it", failed("connection-lost", { levers: [{ ...use, by: { kind: "ladder" } }] }), "stopped-on-purpose"],
    ["the time limit has passed", failed("connection-lost", { timeoutFiredAtMs: 3 }), "stopped-on-purpose"],
    ["it runs at the destination", failed("connection-lost", {}, { verdict: "moved" }), "may-have-moved"],
    ["a host did not answer", failed("connection-lost", {}, { destination: sideOf("unreachable") }), "may-have-moved"],
    ["both hosts have it", failed("connection-lost", {}, { destination: sideOf("shut-off") }), "may-have-moved"],
    ["nobody knows", failed("connection-lost", {}, { verdict: "needs-attention" }), "may-have-moved"],
    ["the guest was stopped", failed("guest-stopped", {}, { verdict: "stopped" }), "may-have-moved"],
    ["it was in post-copy", failed("connection-lost", { postCopyAtMs: 4 }), "was-in-post-copy"],
    ["post-copy was taken up", failed("connection-lost", { recoveries: 1 }), "was-in-post-copy"],
    ["something is left", failed("connection-lost", {}, { leftovers: [{ key: "x" }] }), "not-all-undone"],
    ["a step was not undone", failed("connection-lost", { steps: [step("undo-failed")] }), "not-all-undone"],
    ["the cause stays", failed("name-clash"), "cause-stays"],
    ["nobody knows the cause", failed("unrecognised"), "cause-stays"],
    ["the check refused it", refused("queue.refused.blocked"), "cause-stays"],
  ])("when %s", (_, record, why) => {
    expect(mayRetry(record)).toEqual({ retry: false, why });
  });
});
