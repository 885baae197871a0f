import type { RemoteJobEvidence } from "../../lib/core/migration/recovery.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { type RemoteJobStatus, readRemoteJob } from "../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf } from "./active.ts";

/** The name of a migration's process on the source: its id in the letters that a remote job's id may have. */
export function remoteJobId(active: { readonly id: string }): string {
  return active.id.replaceAll("_", "-");
}

/** The name of the process that takes a broken post-copy up for the n-th time (from 1); 0 is the migration's first one. */
export function recoveryJobId(active: { readonly id: string }, n: number): string {
  return n === 0 ? remoteJobId(active) : `${remoteJobId(active)}-r${n}`;
}

/** The name of the one that works now, or worked last. */
export function currentJobId(record: Pick<MigrationRecord, "id" | "recoveries">): string {
  return recoveryJobId(record, record.recoveries);
}

/** Names of all processes that this migration has had on the source. */
export function allJobIds(record: Pick<MigrationRecord, "id" | "recoveries">): readonly string[] {
  return Array.from({ length: record.recoveries + 1 }, (_, n) => recoveryJobId(record, n));
}

/** The detached virsh of this migration as the source has it (the latest, or number `n`); null when the source did not answer. */
export async function lookAtRemoteJob(
  active: ActiveMigration,
  n: number = active.keeper.current().recoveries,
): Promise<RemoteJobStatus | null> {
  const link = linkOf(active, "source");
  if (!link) return null;
  const reading = await readRemoteJob(link, recoveryJobId(active, n));
  return reading.kind === "ok" ? reading.job : null;
}

/** True when the process is over and its status can be read no better by waiting. */
export function isOver(job: RemoteJobStatus): boolean {
  return job.state === "ended" || job.state === "vanished" || job.state === "absent";
}

/** The same in the words of the recovery. */
export function jobEvidence(job: RemoteJobStatus | null): RemoteJobEvidence {
  if (job === null) return "unknown";
  return job.state === "starting" ? "running" : job.state;
}
