import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { coalesce, repeat, serial } from "./timing.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("repeat", () => {
  it("runs about once a period, spread by chance, until stopped", async () => {
    const task = vi.fn(async () => undefined);
    const stop = repeat(1000, task, () => 0.5);
    await vi.advanceTimersByTimeAsync(599);
    expect(task).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(3001);
    expect(task).toHaveBeenCalledTimes(4);
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(task).toHaveBeenCalledTimes(4);
  });
});

describe("coalesce", () => {
  it("runs the first at once and a burst once more", async () => {
    const task = vi.fn(async (_key: string) => undefined);
    const notify = coalesce(100, task);
    for (let index = 0; index < 10; index++) notify("a");
    notify("b");
    expect(task.mock.calls.map(([key]) => key)).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(250);
    expect(task.mock.calls.map(([key]) => key)).toEqual(["a", "b", "a"]);
    notify("a");
    expect(task).toHaveBeenCalledTimes(4);
  });
});

describe("serial", () => {
  it("shares a waiting task, never a running one, and goes on after a failure", async () => {
    const inTurn = serial();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(name);
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (name === "bad") throw new Error("bad");
    };
    const first = inTurn("all", task("all"));
    await vi.advanceTimersByTimeAsync(1);
    const second = inTurn("all", task("again"));
    const shared = inTurn("all", task("never"));
    const bad = inTurn("bad", task("bad")).catch(() => "failed");
    const last = inTurn("last", task("last"));
    expect(second).toBe(shared);
    await vi.advanceTimersByTimeAsync(100);
    expect(await Promise.all([first, second, bad, last])).toEqual([undefined, undefined, "failed", undefined]);
    expect(log).toEqual(["all", "again", "bad", "last"]);
  });
});
