import { describe, expect, it } from "vitest";
import type { MigrationStep } from "../model/steps.ts";
import { afterRestore } from "./after-restore.ts";
import { queuedRecord, resultOf } from "./test-support/records.ts";

const step = { id: "create-image:vda" } as MigrationStep;
const MADE = 5_000;
const NOW = 10_000_000;
const waits = { waits: { key: "queue.waits" }, position: 3, notBeforeMs: NOW + 60_000, retry: { times: 3, afterMs: 1 } };
const cold = { ...queuedRecord().request, options: { ...queuedRecord().request.options, mode: "offline" as const } };

describe("a restored migration", () => {
  it.each(["queued", "starting", "running", "detached", "finishing", "post-copy-broken"] as const)(
    "that was %s is asked about, and never launched",
    (state) => {
      const restored = afterRestore(queuedRecord({ state, queue: { ...queuedRecord().queue, ...waits } }), MADE, NOW);
      expect(restored?.state).toBe(state === "queued" ? "starting" : state);
      expect(restored?.endedAtMs).toBeNull();
      expect(restored?.revision).toBe(2);
      expect(restored?.queue).toMatchObject({
        admittedAtMs: NOW,
        waits: null,
        position: null,
        notBeforeMs: null,
        retry: { times: 0 },
      });
    },
  );

  it.each([
    ["has steps of its own", { state: "running", steps: [step] }],
    ["was queued and has steps", { state: "queued", steps: [step] }],
    ["moves a VM that is off", { state: "running", request: cold }],
    ["waited to move a VM that is off", { state: "queued", request: cold }],
  ] as const)("that %s is left to a person", (_name, change) => {
    const restored = afterRestore(queuedRecord(change), MADE, NOW);
    expect(restored).toMatchObject({
      state: "indeterminate",
      endedAtMs: NOW,
      attention: { key: "failures.attention.restored", values: { at: "1970-01-01T00:00:05.000Z" } },
      result: { truth: { verdict: "unknown" }, failure: null },
    });
  });

  it("that had ended stays as it was, but is not tried again", () => {
    const ended = queuedRecord({ state: "failed", endedAtMs: NOW - 1_000, result: resultOf("stayed") });
    expect(afterRestore(ended, MADE, NOW)).toBeNull();
    const again = { ...ended, queue: { ...ended.queue, retry: { times: 2, afterMs: 1_000 } } };
    expect(afterRestore(again, MADE, NOW)).toMatchObject({ state: "failed", revision: 2, queue: { retry: { times: 0 } } });
    expect(afterRestore(again, MADE, NOW + 9_000_000)).toBeNull();
  });
});
