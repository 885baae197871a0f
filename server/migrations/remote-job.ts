import type { RemoteJobEvidence } from "../../lib/core/migration/recovery.ts";
import { type RemoteJobStatus, readRemoteJob } from "../libvirt/remote-job.ts";
import { type ActiveMigration, linkOf } from "./active.ts";

/** The name of a migration's process on the source: its id in the letters that a remote job's id may have. */
export function remoteJobId(active: Pick<ActiveMigration, "id">): string {
  return active.id.replaceAll("_", "-");
}

/** The detached virsh of this migration as the source has it; null when the source did not answer. */
export async function lookAtRemoteJob(active: ActiveMigration): Promise<RemoteJobStatus | null> {
  const link = linkOf(active, "source");
  if (!link) return null;
  const reading = await readRemoteJob(link, remoteJobId(active));
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
