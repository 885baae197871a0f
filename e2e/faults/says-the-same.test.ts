import { describe, expect, it } from "vitest";
import type { Judgement } from "../../lab/checker/index.ts";
import type { MigrationRecord, SideTruth, TruthVerdict } from "../../lib/contract/index.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { differences } from "./says-the-same.ts";

type State = "running" | "paused" | "shut off" | "absent";

const side = (state: State): SideTruth => ({
  hostId: queuedRecord().request.sourceHostId,
  reachable: true,
  present: state !== "absent",
  state: state === "absent" ? null : state === "shut off" ? "shut-off" : state,
  stateReason: null,
  persistent: true,
  jobActive: false,
  detail: null,
});

function ended(state: MigrationRecord["state"], verdict: TruthVerdict, source: State, destination: State): MigrationRecord {
  return {
    ...queuedRecord(),
    sourceHostName: "hv1",
    destinationHostName: "hv2",
    state,
    endedAtMs: 2,
    result: {
      truth: {
        verdict,
        checkedAtMs: 1,
        durationMs: 1,
        source: side(source),
        destination: side(destination),
        items: [],
        leftovers: [],
      },
      failure: null,
      exitCode: 0,
      measuredDowntimeMs: null,
      totalMs: 1,
      libvirtTotalMs: null,
      transferredBytes: null,
      longestPingGapMs: null,
    },
  };
}

function seen(judgement: Partial<Judgement>, hv1: State, hv2: State) {
  const host = (name: string, state: State) => ({
    host: name,
    power: true,
    answers: true,
    domain: state === "absent" ? null : { state, reason: "booted", persistent: true, hasJob: false },
    qemus: [],
    counts: state === "running",
  });
  return {
    judgement: { copies: "one-running", on: "hv2", knownOn: ["hv2"], faults: [], ...judgement } as Judgement,
    picture: { guest: "web01", uuid: "u", hosts: [host("hv1", hv1), host("hv2", hv2)], disks: [], count: 9 },
  };
}

describe("what the console says, against what is so", () => {
  it("finds no difference where both say the same", () => {
    expect(differences(ended("succeeded", "moved", "absent", "running"), seen({}, "absent", "running"))).toEqual([]);
    const off = seen({ copies: "none", on: null, knownOn: ["hv1"] }, "shut off", "absent");
    expect(differences(ended("failed", "stopped", "shut off", "absent"), off)).toEqual([]);
  });

  it.each<[string, MigrationRecord, ReturnType<typeof seen>, RegExp]>([
    [
      "a success of a VM that stayed",
      ended("succeeded", "moved", "absent", "running"),
      seen({ on: "hv1", knownOn: ["hv1"] }, "running", "absent"),
      /it says moved, but there is one-running on hv1.*it says absent on hv1.*it says running on hv2/s,
    ],
    [
      "two copies where it tells of one",
      ended("succeeded", "moved", "absent", "running"),
      seen({ copies: "several", on: null }, "running", "running"),
      /it says moved, but there is several/,
    ],
    [
      "a failure that is called a success",
      ended("succeeded", "stayed", "running", "absent"),
      seen({ on: "hv1", knownOn: ["hv1"] }, "running", "absent"),
      /succeeded with the verdict stayed/,
    ],
    [
      "an alarm where all is well",
      ended("indeterminate", "needs-attention", "absent", "running"),
      seen({}, "absent", "running"),
      /it says needs-attention/,
    ],
    ["an end that never came", { ...queuedRecord(), state: "running" }, seen({}, "absent", "running"), /has not ended/],
  ])("finds %s", (_, record, picture, words) => {
    expect(differences(record, picture).join("\n")).toMatch(words);
  });

  it("takes an end without a result only from one that never left the queue", () => {
    const at = { on: "hv1", knownOn: ["hv1"] };
    const waiting: MigrationRecord = { ...queuedRecord(), sourceHostName: "hv1", state: "aborted", endedAtMs: 3 };
    expect(differences(waiting, seen(at, "running", "absent"))).toEqual([]);
    expect(differences(waiting, seen({}, "absent", "running"))).toHaveLength(1);
    const admitted = { ...waiting, queue: { ...waiting.queue, admittedAtMs: 2 } };
    expect(differences(admitted, seen(at, "running", "absent"))).toEqual(["ended as aborted without a result"]);
  });

  it("lets a broken post-copy wait only where two halves wait", () => {
    const broken: MigrationRecord = { ...queuedRecord(), state: "post-copy-broken", phase: "post-copy" };
    expect(differences(broken, seen({ copies: "waiting", on: null }, "paused", "running"))).toEqual([]);
    expect(differences(broken, seen({}, "absent", "running"))).toHaveLength(1);
  });
});
