import type { MigrationId } from "../../model/ids.ts";
import { DEFAULT_QUEUEING, type QueueEntry, type Queueing } from "../../model/queue.ts";

/** The next try of a migration: the try before it, its own number, and from when on (ms) it may go. */
export interface NextTry {
  readonly of: MigrationId;
  readonly attempt: number;
  readonly notBeforeMs: number;
}

/** The queue's part of a record of which nothing was decided yet; `next`: null for a first one. */
export function newQueueEntry({ priority, retry }: Queueing = DEFAULT_QUEUEING, next: NextTry | null = null): QueueEntry {
  return {
    priority,
    retry,
    admittedAtMs: null,
    notBeforeMs: next?.notBeforeMs ?? null,
    waits: null,
    position: null,
    attempt: next?.attempt ?? 1,
    retryOf: next?.of ?? null,
  };
}
