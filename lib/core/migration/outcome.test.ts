import { describe, expect, it } from "vitest";
import { decideOutcome, type EndFacts } from "./outcome.ts";
import { sideOf } from "./test-support/records.ts";

const base: EndFacts = {
  verdict: "moved",
  source: sideOf("absent"),
  destination: sideOf("running", "migrated"),
  sourceHostName: "hv1",
  destinationHostName: "hv2",
  exitCode: 0,
  abortRequested: false,
  abortTaken: false,
  timeLimitAborted: false,
  saidCode: null,
};
const stayed = { verdict: "stayed", source: sideOf("running"), destination: sideOf("absent"), exitCode: 1 } as const;

describe("decideOutcome", () => {
  it.each([
    ["moved", {}, "succeeded", null, null],
    ["moved although virsh complained", { exitCode: 1, saidCode: "cause-hidden" }, "succeeded", "moved-with-error", null],
    ["moved while virsh was killed", { exitCode: null }, "succeeded", null, null],
    ["an abort that came too late", { abortRequested: true }, "succeeded", "abort-too-late", null],
    ["moved, paused", { verdict: "moved-paused" }, "succeeded", "moved-paused", null],
    ["failed with libvirt's words", { ...stayed, saidCode: "name-clash" }, "failed", null, "said"],
    ["aborted by somebody at the console", { ...stayed, abortRequested: true, saidCode: "canceled" }, "aborted", null, null],
    ["aborted before anything ran", { ...stayed, exitCode: null, abortRequested: true }, "aborted", null, null],
    [
      "aborted, whatever else was said",
      { ...stayed, abortRequested: true, abortTaken: true, saidCode: "migration-port-closed" },
      "aborted",
      null,
      null,
    ],
    ["aborted, cause hidden", { ...stayed, abortRequested: true, saidCode: "cause-hidden" }, "aborted", null, null],
    [
      "failed for its own reason just before the abort",
      { ...stayed, abortRequested: true, saidCode: "name-clash" },
      "failed",
      null,
      "said",
    ],
    ["stopped by the time limit", { ...stayed, timeLimitAborted: true, saidCode: "canceled" }, "aborted", null, "timed-out"],
    ["cancelled by somebody else", { ...stayed, saidCode: "canceled" }, "failed", null, "said"],
    ["stayed without an error", { ...stayed, exitCode: 0 }, "failed", null, "stayed-without-error"],
    ["moved, shut off", { verdict: "moved-off" }, "succeeded", null, null],
    ["copied", { verdict: "copied" }, "succeeded", null, null],
    [
      "copied, although somebody wanted it stopped",
      { verdict: "copied", abortRequested: true },
      "succeeded",
      "abort-too-late",
      null,
    ],
    ["stayed shut off", { ...stayed, verdict: "stayed-off", saidCode: "no-space" }, "failed", null, "said"],
    ["aborted, shut off", { ...stayed, verdict: "stayed-off", abortRequested: true, abortTaken: true }, "aborted", null, null],
    [
      "the destination died in post-copy",
      { verdict: "needs-attention", source: sideOf("paused", "post-copy failed"), destination: sideOf("absent") },
      "indeterminate",
      "post-copy-destination-lost",
      "said",
    ],
    [
      "the source died in post-copy",
      { verdict: "needs-attention", destination: sideOf("running", "post-copy failed") },
      "indeterminate",
      "post-copy-source-lost",
      "said",
    ],
    [
      "all memory arrived, the source does not know",
      { verdict: "needs-attention", source: sideOf("paused", "post-copy failed") },
      "indeterminate",
      "source-cleanup",
      "said",
    ],
    ["guest shut down", { verdict: "stopped", exitCode: 1 }, "failed", "stopped", "guest-stopped"],
    ["gone from both", { verdict: "lost", exitCode: 1 }, "failed", "lost", "guest-stopped"],
    ["active on both", { verdict: "split-brain" }, "indeterminate", "split-brain", "said"],
    [
      "source not cleaned up",
      { verdict: "needs-attention", source: sideOf("paused", "migrated") },
      "indeterminate",
      "source-cleanup",
      "said",
    ],
    [
      "stopped half-way",
      { verdict: "needs-attention", source: sideOf("paused", "migrating"), destination: sideOf("absent") },
      "indeterminate",
      "paused-in-between",
      "said",
    ],
    [
      "still a job",
      { verdict: "needs-attention", source: { ...sideOf("running"), jobActive: true } },
      "indeterminate",
      "still-working",
      "said",
    ],
    [
      "anything else",
      { verdict: "needs-attention", source: sideOf("running"), destination: sideOf("paused", "migrating") },
      "indeterminate",
      "not-clean",
      "said",
    ],
  ] as const)("%s", (_, changes, state, attention, failure) => {
    const outcome = decideOutcome({ ...base, ...changes });
    expect([outcome.state, outcome.attention?.key ?? null, outcome.failure]).toEqual([
      state,
      attention && `failures.attention.${attention}`,
      failure,
    ]);
  });
});
