import { decideRecovery, type RecoveryDecision } from "../../lib/core/migration/recovery.ts";
import type { ActiveMigration } from "./active.ts";
import { readSide } from "./read-side.ts";
import { jobEvidence, lookAtRemoteJob } from "./remote-job.ts";

/** How long one look at a host may take, ms. */
const LOOK_MS = 3_000;

/** Looks at both hosts and at the remote job, all at once, and decides what is to be done with a migration that nobody watched. */
export async function decideByEvidence(active: ActiveMigration): Promise<RecoveryDecision> {
  const [job, source, destination] = await Promise.all([
    lookAtRemoteJob(active),
    readSide(active, "source", LOOK_MS),
    readSide(active, "destination", LOOK_MS),
  ]);
  return decideRecovery({
    recordedState: recordedState(active),
    remoteJob: jobEvidence(job),
    source: source.truth,
    destination: destination.truth,
  });
}

/** How far the migration had come when it was last watched: "detached" hides whether the command was ever sent. */
function recordedState(active: ActiveMigration): "queued" | "running" {
  return active.keeper.current().startedAtMs === null ? "queued" : "running";
}
