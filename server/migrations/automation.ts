import { dueAction } from "../../lib/core/migration/ladder.ts";
import type { ActiveMigration } from "./active.ts";
import { pull, sendPending } from "./pull.ts";

/**
 * Does what is due by itself: the time limit, the next rung of the ladder, the switch to post-copy after the first pass; one at a time, each once.
 * Time is libvirt's own count of the job (`time_elapsed`), so that neither a restart of the server nor a jump of its clock starts it anew. Returns
 * at once; what failed stands in the record, and the next rung comes all the same.
 */
export function automate(active: ActiveMigration): void {
  const record = active.keeper.current();
  const sample = active.samples.at(-1);
  if (active.acting || active.stopped || record.state !== "running" || !sample) return;
  const due = dueAction({ record, sample });
  const work = due ? () => pull(active, due.action, { kind: due.by }) : pendingOf(active);
  if (!work) return;
  active.acting = true;
  work()
    .catch((error: unknown) =>
      active.deps.logger.error({ migrationId: active.id, err: error }, "what was due in a migration could not be done"),
    )
    .finally(() => {
      active.acting = false;
      active.wake.call();
    });
}

/** Levers that an earlier run of the server stored and may not have sent any more: sending them twice does no harm. */
function pendingOf(active: ActiveMigration): (() => Promise<unknown>) | null {
  const index = active.leftPending.shift();
  return index === undefined ? null : () => sendPending(active, index);
}
