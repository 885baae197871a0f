import type { MigrationRecord } from "../../model/migration.ts";
import type { QueuePriority } from "../../model/queue.ts";

/** What the queue looks at in a record. */
export type QueuedMigration = Pick<
  MigrationRecord,
  "id" | "domainName" | "sourceHostName" | "destinationHostName" | "startedBy" | "createdAtMs" | "queue"
> & { readonly request: Pick<MigrationRecord["request"], "sourceHostId" | "destinationHostId"> };

/** After each such time of waiting a migration counts as one priority higher. */
const RISES_EVERY_MS = 10 * 60_000;

const RANK: Readonly<Record<QueuePriority, number>> = { low: 0, normal: 1, high: 2 };

/** How long it has waited: from when it was asked for, or from when it was due, ms. */
export function waitedMs({ createdAtMs, queue }: QueuedMigration, nowMs: number): number {
  return Math.max(0, nowMs - Math.max(createdAtMs, queue.notBeforeMs ?? 0));
}

/**
 * The one to go first. Priority counts first; it rises by one for every ten minutes of waiting, without end, so that only those that came soon after
 * it can ever go before it and nobody starves. Then the person of whom the fewest are at work (`busy`), then who has waited longest. Null when `waiting` is empty.
 */
export function firstOf(
  waiting: readonly QueuedMigration[],
  busy: ReadonlyMap<string, number>,
  nowMs: number,
): QueuedMigration | null {
  let best: QueuedMigration | null = null;
  for (const one of waiting) if (best === null || compare(one, best, busy, nowMs) < 0) best = one;
  return best;
}

/** All of them in the order in which they would go if every host were free: people take turns. */
export function inOrder(
  waiting: readonly QueuedMigration[],
  busy: ReadonlyMap<string, number>,
  nowMs: number,
): readonly QueuedMigration[] {
  const left = new Set(waiting);
  const counts = new Map(busy);
  const order: QueuedMigration[] = [];
  for (let next = firstOf([...left], counts, nowMs); next !== null; next = firstOf([...left], counts, nowMs)) {
    order.push(next);
    left.delete(next);
    count(counts, next.startedBy);
  }
  return order;
}

/** Adds one to a count by name. */
export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function compare(left: QueuedMigration, right: QueuedMigration, busy: ReadonlyMap<string, number>, nowMs: number): number {
  const byRank = rankOf(right, nowMs) - rankOf(left, nowMs);
  if (byRank !== 0) return byRank;
  const byPerson = (busy.get(left.startedBy) ?? 0) - (busy.get(right.startedBy) ?? 0);
  if (byPerson !== 0) return byPerson;
  const byTime = dueSince(left) - dueSince(right);
  return byTime !== 0 ? byTime : left.id < right.id ? -1 : 1;
}

function rankOf(one: QueuedMigration, nowMs: number): number {
  return RANK[one.queue.priority] + Math.floor(waitedMs(one, nowMs) / RISES_EVERY_MS);
}

function dueSince({ createdAtMs, queue }: QueuedMigration): number {
  return Math.max(createdAtMs, queue.notBeforeMs ?? 0);
}
