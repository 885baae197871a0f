import type { HostId, MigrationRecord } from "@/lib/contract/index.ts";

/** Key below `wizard.how.policies` that says how a dirty rate goes with a limit, or with what earlier migrations carried. */
export type DirtyRateVerdict = "noLimit" | "converges" | "tight" | "never" | "seenConverges" | "seenTight" | "seenNever";

/** Each pass leaves this part of the last at most: it converges in a few passes, whatever the downtime limit. */
const EASY = 0.7;

/**
 * Whether pre-copy can end: memory that is dirtied while a pass is sent has to be sent again, so that the part of a pass that the next one
 * must repeat is dirty rate / transfer rate (both bytes/s). From 1 on it never gets less.
 * `limit` is the admin's own; `seen` what the link was seen to carry; the lower one counts.
 */
export function dirtyRateVerdict(dirty: number, limit: number | null, seen: number | null): DirtyRateVerdict {
  const counts = limit !== null && (seen === null || limit <= seen) ? "limit" : seen !== null ? "seen" : null;
  if (counts === null) return "noLimit";
  const rate = counts === "limit" ? (limit ?? 0) : (seen ?? 0);
  const left = rate > 0 ? dirty / rate : Number.POSITIVE_INFINITY;
  if (left <= EASY) return counts === "limit" ? "converges" : "seenConverges";
  if (left < 1) return counts === "limit" ? "tight" : "seenTight";
  return counts === "limit" ? "never" : "seenNever";
}

/**
 * The most that earlier migrations carried from one host to the other without a limit of their own, bytes/s; null when there was none. A
 * migration's average is below what the link can do, never above it.
 */
export function seenRate(records: readonly MigrationRecord[], from: HostId, to: HostId): number | null {
  const rates = records
    .filter(({ request }) => request.sourceHostId === from && request.destinationHostId === to)
    .filter(({ request }) => request.options.bandwidthMiBps === null && request.options.mode === "live")
    .map((record) => record.lastSample?.memoryBytesPerSec ?? 0)
    .filter((rate) => rate > 0);
  return rates.length === 0 ? null : Math.max(...rates);
}
