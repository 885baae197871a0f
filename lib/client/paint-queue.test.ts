import { expect, it } from "vitest";
import { createPaintQueue } from "./paint-queue.ts";

it("does all work of a frame together, in order, once; a hidden page's timer does what no frame does", () => {
  const frames: (() => void)[] = [];
  const timers: (() => void)[] = [];
  let batches = 0;
  const done: number[] = [];
  const queue = createPaintQueue(
    (run) => {
      batches++;
      run();
    },
    (run) => frames.push(run),
    (run) => timers.push(run),
  );
  for (const one of [1, 2, 3]) queue.push(() => done.push(one));
  expect([done, frames.length]).toEqual([[], 1]);
  frames[0]?.();
  timers[0]?.();
  expect([done, batches]).toEqual([[1, 2, 3], 1]);
  queue.push(() => done.push(4));
  timers[1]?.();
  frames[1]?.();
  expect([done, batches]).toEqual([[1, 2, 3, 4], 2]);
});
