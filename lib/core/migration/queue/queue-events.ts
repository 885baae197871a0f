import type { Message } from "../../model/message.ts";
import type { MigrationRecord } from "../../model/migration.ts";
import { sameMessage } from "../same-message.ts";

type Changes = Partial<MigrationRecord> | null;

/** True until the queue lets it through: nothing was done on any host for it. */
export function isWaiting(record: Pick<MigrationRecord, "endedAtMs" | "state" | "queue">): boolean {
  return record.endedAtMs === null && record.state === "queued" && record.queue.admittedAtMs === null;
}

/** Null: it was let through before. */
export function admitted({ queue }: MigrationRecord, atMs: number): Changes {
  return queue.admittedAtMs === null ? { queue: { ...queue, admittedAtMs: atMs, waits: null, position: null } } : null;
}

/** Null: it waits for the same reason at the same place. */
export function waits({ queue }: MigrationRecord, reason: Message | null, position: number | null): Changes {
  const same = queue.position === position && sameMessage(queue.waits, reason);
  return same ? null : { queue: { ...queue, waits: reason, position } };
}

/** Throws for one that was let through: something may run for it on a host. */
export function cancelled({ id, queue }: MigrationRecord, atMs: number, by: string): Changes {
  if (queue.admittedAtMs !== null) throw new Error(`migration ${id}: "cancelled" after it was let through`);
  return {
    state: "aborted",
    endedAtMs: atMs,
    abortRequestedAtMs: atMs,
    abortRequestedBy: by,
    queue: { ...queue, waits: null, position: null },
  };
}
