import { describe, expect, it } from "vitest";
import type { MigrationRecord } from "../model/migration.ts";
import type { LeverUse, MigrationStep } from "../model/steps.ts";
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
    const use = (atMs: number, by: LeverUse["by"]) =>
      ({ type: "lever-used", atMs, use: { atMs, by, action: { kind: "abort" }, ok: null, detail: "" } }) as const;
    const ann = { kind: "user", name: "ann" } as const;
    const record = run([submitted, started, use(5, ann), use(6, { kind: "time-limit" })]);
    expect(record).toMatchObject({ abortRequestedAtMs: 5, abortRequestedBy: "ann", timeoutFiredAtMs: 6, levers: [{ atMs: 5 }] });
    expect(run([use(7, { kind: "user", name: "bob" })], record)).toBe(record);
    expect(run([use(8, { kind: "ladder" })], record)).toMatchObject({ rungsClimbed: 1, levers: [{ atMs: 5 }] });
  });

  it("sets the limits in force when a lever took, and not when it did not", () => {
    const pull = (index: number, action: LeverUse["action"], ok: boolean): MigrationEvent[] => [
      { type: "lever-used", atMs: 5, use: { atMs: 5, by: { kind: "user", name: "ann" }, action, ok: null, detail: "" } },
      { type: "lever-answered", atMs: 6, index, ok, detail: ok ? "" : "error: no" },
    ];
    const record = run([
      submitted,
      started,
      ...pull(0, { kind: "max-downtime", ms: 700 }, true),
      ...pull(1, { kind: "max-downtime", ms: 900 }, false),
      ...pull(2, { kind: "bandwidth", mibPerSec: 32 }, true),
    ]);
    expect(record.limits).toEqual({ maxDowntimeMs: 700, bandwidthMiBps: 32 });
    expect(record.levers.map(({ ok, detail }) => [ok, detail])).toEqual([
      [true, ""],
      [false, "error: no"],
      [true, ""],
    ]);
    expect(run(pull(3, { kind: "post-copy" }, false), record).postCopyAtMs).toBeNull();
    expect(run(pull(3, { kind: "post-copy" }, true), record).postCopyAtMs).toBe(6);
  });

  it("goes from a broken post-copy to the next recovery, and on", () => {
    const options = { ...queuedRecord().request.options, postCopy: "by-hand" } as const;
    const from = queuedRecord({ request: { ...queuedRecord().request, options } });
    const broken = { type: "post-copy-broken", atMs: 4000, attention } as const;
    const there = run([submitted, started, preCopy, broken], from);
    expect(there).toMatchObject({
      state: "post-copy-broken",
      phase: "post-copy",
      postCopyAtMs: 4000,
      endedAtMs: null,
      attention,
    });
    expect(advance(there, broken)).toBe(there);
    const again = run(
      [
        { type: "recovering", atMs: 4100 },
        { type: "recovered", atMs: 4200 },
      ],
      there,
    );
    expect(again).toMatchObject({ state: "running", phase: "post-copy", recoveries: 1, attention: null });
    expect(run([verifying, broken], again)).toMatchObject({ state: "post-copy-broken", phase: "post-copy" });
    expect(run([broken, detached, broken, verifying, succeeded], again).state).toBe("succeeded");
  });

  it("enters no phase that this way of moving does not have", () => {
    const record = run([submitted, started]);
    expect(advance(record, { type: "phase", phase: "block-copy", atMs: 5 })).toBe(record);
  });

  it("keeps a bounded number of changes from outside", () => {
    const change = { atMs: 1, hostId: queuedRecord().request.sourceHostId, message: { key: "failures.outside.suspended" } };
    const many = Array.from({ length: 60 }, () => ({ type: "outside-change", atMs: 1, change }) as const);
    expect(run([submitted, started, ...many]).outsideChanges).toHaveLength(50);
  });

  it("follows each step by its id, and takes a leftover off after the end", () => {
    const step: MigrationStep = {
      id: "create-image:vda",
      kind: "create-image",
      hostId: queuedRecord().request.destinationHostId,
      label: { key: "steps.create-image.label" },
      undo: null,
      commands: [],
      data: {},
      state: "waiting",
      startedAtMs: null,
      endedAtMs: null,
      detail: null,
      progress: null,
    };
    const planned = run([
      { type: "planned", atMs: 1, steps: [step, { ...step, id: "migrate" }] },
      { type: "step", atMs: 2, step: { ...step, state: "done" } },
      submitted,
      started,
      verifying,
      succeeded,
    ]);
    expect(planned.steps.map(({ state }) => state)).toEqual(["done", "waiting"]);
    const left = [{ key: "failures.leftovers.autostart" }];
    const cleaned = advance(planned, { type: "cleaned-up", atMs: 9, step: { ...step, state: "undone" }, leftovers: left });
    expect(cleaned).toMatchObject({
      state: "succeeded",
      steps: [{ state: "undone" }, {}],
      result: { truth: { leftovers: left } },
    });
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
