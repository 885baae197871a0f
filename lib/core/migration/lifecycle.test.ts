import { describe, expect, it } from "vitest";
import type { MigrationRecord } from "../model/migration.ts";
import { advance, type MigrationEvent } from "./lifecycle.ts";
import { queuedRecord, resultOf, sampleOf } from "./test-support/records.ts";

const attention = { key: "failures.attention.source-unreachable", values: { host: "hv1" } };
const forecast = {
  atMs: 0,
  verdict: "converging",
  remainPerPass: 0.5,
  expectedEndAtMs: 1,
  expectedEndToleranceMs: 1,
  expectedDowntimeMs: 1,
  progress: 0.5,
} as const;
const submitted = { type: "submitted", atMs: 1010 } as const;
const started = { type: "remote-started", atMs: 1100 } as const;
const preCopy = { type: "phase", phase: "pre-copy", atMs: 2000 } as const;
const switchover = { type: "phase", phase: "switchover", atMs: 3000 } as const;
const sampled = { type: "sampled", atMs: 2500, sample: sampleOf({ atMs: 1, remainingMiB: 1 }), forecast } as const;
const verifying = { type: "verifying", atMs: 3100 } as const;
const succeeded = { type: "settled", atMs: 3400, state: "succeeded", attention: null, result: resultOf("moved") } as const;
const detached = { type: "detached", atMs: 2600, attention } as const;
const reattached = { type: "reattached", atMs: 9000 } as const;

const run = (events: readonly MigrationEvent[], from = queuedRecord()): MigrationRecord => events.reduce(advance, from);

describe("advance", () => {
  it("goes from queued to succeeded, one revision an event, each phase with its time", () => {
    const record = run([submitted, started, preCopy, sampled, switchover, verifying, succeeded]);
    expect(record).toMatchObject({
      state: "succeeded",
      revision: 8,
      startedAtMs: 1100,
      endedAtMs: 3400,
      phaseStartedAtMs: { preparing: 1100, "pre-copy": 2000, switchover: 3000, verifying: 3100 },
      forecast: { progress: 1 },
    });
  });

  it("never takes a phase back, and counts nothing for an event that changes nothing", () => {
    const before = run([submitted, started, switchover]);
    expect(advance(before, preCopy)).toBe(before);
    expect(advance(before, switchover)).toBe(before);
  });

  it("keeps the first abort and the first timeout", () => {
    const record = run([submitted, started, { type: "abort-requested", atMs: 5, by: "ann" }, { type: "timeout-fired", atMs: 6 }]);
    const again = run(
      [
        { type: "abort-requested", atMs: 7, by: "bob" },
        { type: "timeout-fired", atMs: 8 },
      ],
      record,
    );
    expect(again).toBe(record);
    expect(again).toMatchObject({ abortRequestedAtMs: 5, abortRequestedBy: "ann", timeoutFiredAtMs: 6 });
  });

  it("goes through detached and back without losing where it was", () => {
    const away = run([submitted, started, preCopy, detached]);
    expect(away).toMatchObject({ state: "detached", phase: "pre-copy", attention });
    expect(advance(away, { ...detached, atMs: 9 })).toBe(away);
    expect(run([reattached, switchover], away)).toMatchObject({ state: "running", phase: "switchover", attention: null });
  });

  it("can settle what was detached", () => {
    expect(run([submitted, started, detached, verifying, succeeded]).state).toBe("succeeded");
  });

  it("goes back to the work's last phase when the truth check finds libvirt still at it", () => {
    const record = run([submitted, started, preCopy, verifying, reattached]);
    expect(record).toMatchObject({
      state: "running",
      phase: "pre-copy",
      phaseStartedAtMs: { preparing: 1100, "pre-copy": 2000 },
    });
    expect(record.phaseStartedAtMs.verifying).toBeUndefined();
  });

  it.each([
    ["a start before it was submitted", [started]],
    ["a second submission", [submitted, submitted]],
    ["a reading before the start", [submitted, sampled]],
    ["a reading while detached", [submitted, started, detached, sampled]],
    ["anything after the end", [submitted, started, verifying, succeeded, detached]],
    ["a second end", [submitted, started, verifying, succeeded, succeeded]],
  ] as const)("refuses %s", (_, events) => {
    expect(() => run(events)).toThrow(/m_0123456789/);
  });
});
