import { describe, expect, it } from "vitest";
import { DEFAULT_QUEUEING, type QueuePriority } from "@/lib/core/model/queue.ts";
import { paramsFromQueueing, readQueueing } from "./queueing.ts";

const typed = (tries: string, triesAfter = "", priority: QueuePriority = "normal") => ({ priority, tries, triesAfter });

describe("what is typed for the queue", () => {
  it("is the default when nothing is", () => {
    expect(readQueueing(typed(""))).toEqual({ ok: true, queueing: DEFAULT_QUEUEING });
  });

  it.each([
    [typed("3", "15", "high"), { priority: "high", retry: { times: 3, afterMs: 900_000 } }],
    [typed("1"), { priority: "normal", retry: { times: 1, afterMs: 60_000 } }],
    // No tries: a wrong time before them does not matter.
    [typed("0", "x", "low"), { priority: "low", retry: { times: 0, afterMs: 60_000 } }],
  ])("%o", (params, queueing) => {
    expect(readQueueing(params)).toEqual({ ok: true, queueing });
  });

  it.each([
    ["11", "5", "queueing.times", "times"],
    ["-1", "5", "queueing.times", "times"],
    ["x", "5", "queueing.times", "times"],
    ["2", "0", "queueing.minutes", "minutes"],
    ["2", "1441", "queueing.minutes", "minutes"],
    ["2", "1.5", "queueing.minutes", "minutes"],
  ] as const)("is wrong at its field: %s times after %s", (tries, after, field, key) => {
    const read = readQueueing(typed(tries, after));
    expect(read.ok ? null : read.errors[field]).toEqual({ key: `errors.field.${key}` });
  });

  it("comes back from a request", () => {
    for (const params of [typed("3", "15", "high"), typed("", "", "low")]) {
      const read = readQueueing(params);
      expect(read.ok && paramsFromQueueing(read.queueing)).toEqual(params);
    }
  });
});
