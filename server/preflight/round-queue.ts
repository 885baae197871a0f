import type { HostId } from "../../lib/core/model/ids.ts";

interface Item {
  readonly from: HostId;
  readonly to: HostId;
}

export interface RoundQueue<T extends Item> {
  /** Puts these before all that wait already: what is on screen now goes first. What runs is not touched, and taken up again after it. */
  putFirst(items: readonly T[]): void;
  isRunning(item: T): boolean;
  /** How long it takes from the first that waits until none does: the current stretch or the last one, whichever is longer. ms */
  spanMs(): number;
}

/** Pairs at once: in all, and by their source and destination. Each holds a few SSH channels for some seconds. */
const AT_ONCE = 64;
const PER_SOURCE = 4;
const PER_DESTINATION = 4;
/** What nobody has asked for any more for so long is not run, ms: a page asks again every few seconds. */
const FORGOTTEN_AFTER_MS = 60_000;

export interface QueueParts<T> {
  /** Never rejects. */
  readonly run: (item: T) => Promise<void>;
  /** It will not be run: nobody asks for it any more. */
  readonly forget: (item: T) => void;
  readonly now: () => number;
}

/** Runs work between pairs of hosts, bounded; what was asked for last first. */
export function createRoundQueue<T extends Item>({ run, forget, now }: QueueParts<T>): RoundQueue<T> {
  let waiting = new Map<T, number>();
  const running = new Set<T>();
  const bySource = new Map<HostId, number>();
  const byDestination = new Map<HostId, number>();
  let beganAtMs: number | null = null;
  let lastSpanMs = 0;

  const isFree = ({ from, to }: T) => (bySource.get(from) ?? 0) < PER_SOURCE && (byDestination.get(to) ?? 0) < PER_DESTINATION;
  const count = ({ from, to }: T, by: 1 | -1) => {
    bySource.set(from, (bySource.get(from) ?? 0) + by);
    byDestination.set(to, (byDestination.get(to) ?? 0) + by);
  };

  const start = (item: T): void => {
    waiting.delete(item);
    running.add(item);
    count(item, 1);
    void run(item).finally(() => {
      running.delete(item);
      count(item, -1);
      pump();
    });
  };

  const pump = (): void => {
    const oldestMs = now() - FORGOTTEN_AFTER_MS;
    for (const [item, askedAtMs] of waiting) {
      if (running.size >= AT_ONCE) break;
      if (askedAtMs < oldestMs) {
        waiting.delete(item);
        forget(item);
      } else if (!running.has(item) && isFree(item)) start(item);
    }
    if (waiting.size + running.size === 0 && beganAtMs !== null) {
      lastSpanMs = now() - beganAtMs;
      beganAtMs = null;
    }
  };

  return {
    putFirst(items) {
      if (items.length === 0) return;
      const askedAtMs = now();
      beganAtMs ??= askedAtMs;
      const old = waiting;
      waiting = new Map(items.map((item) => [item, askedAtMs]));
      for (const [item, at] of old) if (!waiting.has(item)) waiting.set(item, at);
      pump();
    },
    isRunning: (item) => running.has(item),
    spanMs: () => (beganAtMs === null ? lastSpanMs : Math.max(lastSpanMs, now() - beganAtMs)),
  };
}
