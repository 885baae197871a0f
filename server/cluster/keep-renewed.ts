import type { Logger } from "../logger.ts";
import type { HeldLease } from "./held-lease.ts";
import type { LeaseQueue } from "./lease-queue.ts";

const RENEW_MS = 3_000;
/** After a renewal that failed it is tried again so soon, ms. */
const AGAIN_MS = 1_000;
const TICK_MS = 250;

/**
 * Renews all held leases every RENEW_MS, in one statement, and has each end itself that could not be confirmed in time. One that hangs does not
 * keep the next from being tried. Returns what stops it.
 */
export function keepRenewed(queue: LeaseQueue, held: ReadonlySet<HeldLease>, logger: Logger): () => void {
  const renew = async (due: readonly HeldLease[]): Promise<void> => {
    const askedAtMs = performance.now();
    for (const one of due) one.askedAtMs = askedAtMs;
    try {
      const ours = await queue.renew(due.map(({ taking }) => taking));
      for (const one of due) {
        if (ours.has(one.taking.jobId)) one.confirmed(askedAtMs);
        // It may have been given back meanwhile.
        else if (held.has(one)) one.lose("another process has it");
      }
    } catch (error) {
      logger.warn({ err: error, leases: due.length }, "leases could not be renewed");
      for (const one of due) one.askedAtMs = Math.max(one.askedAtMs, performance.now() - RENEW_MS + AGAIN_MS);
    }
  };
  const tick = setInterval(() => {
    const now = performance.now();
    const due = [...held].filter((one) => !one.lease.lost() && now - one.askedAtMs >= RENEW_MS);
    if (due.length > 0) void renew(due);
  }, TICK_MS);
  return () => clearInterval(tick);
}
