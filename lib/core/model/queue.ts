import type { MigrationId } from "./ids.ts";
import type { Message } from "./message.ts";

/** Within one priority the queue is fair between people, then first come, first served. */
export type QueuePriority = "low" | "normal" | "high";

/** How many migrations may be at work at once, by host and in all. Whole numbers from 1. */
export interface QueueLimits {
  readonly perSource: number;
  readonly perDestination: number;
  readonly inAll: number;
}

export const DEFAULT_QUEUE_LIMITS: QueueLimits = { perSource: 1, perDestination: 2, inAll: 8 };

/** What the console may try again by itself; `times` 0 = never. Only what certainly stayed where it was is ever tried again. */
export interface RetryPolicy {
  readonly times: number;
  readonly afterMs: number;
}

export const NO_RETRY: RetryPolicy = { times: 0, afterMs: 60_000 };

/** How a migration goes through the queue. */
export interface Queueing {
  readonly priority: QueuePriority;
  readonly retry: RetryPolicy;
}

export const DEFAULT_QUEUEING: Queueing = { priority: "normal", retry: NO_RETRY };

/** The queue's part of a migration's record. */
export interface QueueEntry extends Queueing {
  /** When it was let through; null while it waits. Nothing runs on a host before. */
  readonly admittedAtMs: number | null;
  /** It is not let through before this time; null = at once. */
  readonly notBeforeMs: number | null;
  /** Why it waits ("hv2 already receives 2"); null when it does not. */
  readonly waits: Message | null;
  /** 1 = next; null when it does not wait. */
  readonly position: number | null;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The try before this one. */
  readonly retryOf: MigrationId | null;
}
