import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createInOrder, type InOrder, type Numbered } from "./in-order.ts";

let heard: number[] = [];
let missed = 0;
let order: InOrder<Numbered>;
const say = (...seqs: number[]) => {
  for (const seq of seqs) order.take({ from: "a", seq });
};

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  missed = 0;
  order = createInOrder<Numbered>({
    deliver: ({ seq }) => heard.push(seq),
    onMissed: () => {
      missed += 1;
    },
    now: () => performance.now(),
  });
});
afterEach(() => {
  order.stop();
  vi.useRealTimers();
});

describe("the words of another process", () => {
  it("come in the order in which they were said, though long ones are overtaken", () => {
    say(1, 3, 4, 2, 6, 5);
    vi.advanceTimersByTime(10_000);
    expect([heard, missed]).toEqual([[1, 2, 3, 4, 5, 6], 0]);
  });

  it("are passed on without the lost one, and the loss is told", () => {
    say(1, 3, 4);
    expect(heard).toEqual([1]);
    vi.advanceTimersByTime(3_000);
    expect([heard, missed]).toEqual([[1, 3, 4], 1]);
    say(5);
    expect(heard).toEqual([1, 3, 4, 5]);
  });

  it("are known to be lost when nothing more is said, by their count", () => {
    say(1, 2);
    order.count("a", 2);
    vi.advanceTimersByTime(5_000);
    expect(missed).toBe(0);
    order.count("a", 3);
    vi.advanceTimersByTime(5_000);
    expect(missed).toBe(1);
  });

  it("tell of two losses twice", () => {
    say(1, 3, 5);
    vi.advanceTimersByTime(7_000);
    expect([heard, missed]).toEqual([[1, 3, 5], 2]);
  });

  it("begin anywhere for a process that was there before this one, with the earliest of the first that come", () => {
    say(500, 499, 501);
    order.count("b", 77);
    vi.advanceTimersByTime(1_000);
    expect([heard, missed]).toEqual([[499, 500, 501], 0]);
    // Later still, what was said before is passed on as it comes.
    say(498, 502);
    vi.advanceTimersByTime(5_000);
    expect([heard, missed]).toEqual([[499, 500, 501, 498, 502], 0]);
  });

  it("begin with the first word of all as soon as it comes, though others overtook it", () => {
    say(3, 1);
    expect(heard).toEqual([1]);
    say(2);
    vi.advanceTimersByTime(10_000);
    expect([heard, missed]).toEqual([[1, 2, 3], 0]);
  });

  it("begin with the first for one that came later", () => {
    vi.advanceTimersByTime(10_000);
    order.count("new", 0);
    vi.advanceTimersByTime(5_000);
    expect(missed).toBe(0);
    order.take({ from: "newer", seq: 2 });
    vi.advanceTimersByTime(5_000);
    expect([heard, missed]).toEqual([[2], 1]);
  });

  it("are not mixed with those of a third one", () => {
    say(1);
    order.take({ from: "b", seq: 1 });
    say(2);
    expect(heard).toEqual([1, 1, 2]);
  });
});
