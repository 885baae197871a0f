import type { CareEnd, Lease } from "../cluster/types.ts";
import { type ActiveMigration, activate } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { endsInLog } from "./note-job-end.ts";

/**
 * Takes up a migration whose lease we have: from here on only we may write it. What an earlier owner left (readings, log) is continued. Nothing
 * to do: the answer says what becomes of the lease.
 */
export async function takeUp(deps: MigrationDependencies, lease: Lease): Promise<ActiveMigration | CareEnd> {
  const { migrations } = deps.store;
  const record = await migrations.claim(lease.migrationId, lease.token, (tx) => lease.confirm(tx));
  if (record === "lost") return "released";
  // What the queue has not let through is sent again when it does.
  if (record === "gone" || record.endedAtMs !== null || record.queue.admittedAtMs === null) return "over";
  const [samples, log] = await Promise.all([migrations.samples(record.id), migrations.log(record.id)]);
  const nextLogId = log.reduce((highest, entry) => Math.max(highest, entry.id), 0) + 1;
  const active = activate(deps, record, { samples, nextLogId }, lease);
  for (const jobId of endsInLog(record, log)) active.endsNoted.add(jobId);
  const { sole } = deps.leases;
  if (startOf(active) === "ask") active.log.note({ key: `failures.notes.${sole ? "server-restarted" : "taken-over"}` });
  return active;
}

/** Where its supervisor begins. Before anything is done on a host, "submitted" is stored: in one that is queued nothing can have run. */
export function startOf(active: ActiveMigration): "launch" | "ask" {
  return active.keeper.current().state === "queued" ? "launch" : "ask";
}
