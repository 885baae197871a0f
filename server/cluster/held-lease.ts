import type { LeaseQueue, Taking } from "./lease-queue.ts";
import type { Lease } from "./types.ts";

/**
 * A lease that was not confirmed for so long counts as lost, ms. The database gives it to others LAPSES_AFTER_S after it last heard of us, which is
 * never before we asked: the difference is the time to stop what is on its way.
 */
const VALID_MS = 8_000;

/** A lease with what its holder keeps of it. Times are `performance.now()`: the machine's clock may jump, this one does not. */
export interface HeldLease {
  readonly taking: Taking;
  readonly lease: Lease;
  /** When it was last asked to be renewed. */
  askedAtMs: number;
  /** The database has confirmed a renewal that was asked for at this time. */
  confirmed(askedAtMs: number): void;
  lose(why: string): void;
}

/** Holds what was taken; `askedAtMs` is when the taking was asked for. */
export function holdLease(queue: LeaseQueue, taking: Taking, askedAtMs: number): HeldLease {
  const controller = new AbortController();
  let confirmedAtMs = askedAtMs;
  const lose = (why: string) => {
    if (!controller.signal.aborted) controller.abort(new Error(why));
  };
  const lost = () => {
    if (performance.now() - confirmedAtMs > VALID_MS) lose("it could not be renewed in time");
    return controller.signal.aborted;
  };
  return {
    taking,
    askedAtMs,
    lose,
    confirmed(atMs) {
      // What was lost stays lost: somebody acts on it already.
      if (!lost()) confirmedAtMs = Math.max(confirmedAtMs, atMs);
    },
    lease: {
      migrationId: taking.migrationId,
      token: `${taking.jobId}:${taking.attempt}`,
      signal: controller.signal,
      lost,
      confirm: async (tx) => !lost() && (await queue.renew([taking], tx)).has(taking.jobId) && !lost(),
    },
  };
}
