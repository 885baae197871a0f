import type { MigrationRecord } from "@/lib/contract/index.ts";

/** What a list can be filtered by: one word for each way that a migration stands. */
export const OUTCOMES = ["open", "succeeded", "failed", "aborted", "attention"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome of a record; attention = somebody has to look (source silent, post-copy broken, or both hosts in doubt). */
export function outcomeOf(record: Pick<MigrationRecord, "state">): Outcome {
  switch (record.state) {
    case "succeeded":
    case "failed":
    case "aborted":
      return record.state;
    case "detached":
    case "post-copy-broken":
    case "indeterminate":
      return "attention";
    default:
      return "open";
  }
}

/** What runs first, then what waits in the order of the queue, then the past; newest first in each. */
export function arrangeMigrations(records: readonly MigrationRecord[]): readonly MigrationRecord[] {
  const rank = (record: MigrationRecord) => (record.endedAtMs !== null ? 2 : record.state === "queued" ? 1 : 0);
  const place = (record: MigrationRecord) => record.queue.position ?? Number.MAX_SAFE_INTEGER;
  return [...records].sort((a, b) => rank(a) - rank(b) || place(a) - place(b) || b.createdAtMs - a.createdAtMs);
}

/** How many run, and how many wait. */
export function countOpen(records: readonly MigrationRecord[]): { readonly running: number; readonly queued: number } {
  const open = records.filter((record) => record.endedAtMs === null);
  const queued = open.filter((record) => record.state === "queued").length;
  return { running: open.length - queued, queued };
}
