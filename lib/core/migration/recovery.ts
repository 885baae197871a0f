import type { MigrationState, SideTruth } from "../model/migration.ts";

/**
 * The detached process on the source: absent = no trace of it; running; ended = its exit status is kept; vanished = it was there and
 * is gone without an exit status (killed, or the host was restarted); unknown = the source did not answer.
 */
export type RemoteJobEvidence = "absent" | "running" | "ended" | "vanished" | "unknown";

/** All that is known about a migration whose watcher was away. */
export interface RecoveryEvidence {
  readonly recordedState: MigrationState;
  readonly remoteJob: RemoteJobEvidence;
  readonly source: SideTruth;
  readonly destination: SideTruth;
}

/** watch: it goes on; settle: it is over, the truth check decides; not-started: it never began; detached: ask again later. */
export type RecoveryDecision = "watch" | "settle" | "not-started" | "detached";

/**
 * What to do with a migration after the server, or the connection to the source, was away. A migration is never submitted again,
 * and nothing is guessed about a host that does not answer.
 */
export function decideRecovery(evidence: RecoveryEvidence): RecoveryDecision {
  if (!evidence.source.reachable || evidence.remoteJob === "unknown") return "detached";
  // The client may be dead while both daemons go on (p2p): an active job counts for more than the process.
  if (evidence.source.jobActive === true || evidence.remoteJob === "running") return "watch";
  if (evidence.remoteJob !== "absent") return "settle";
  const neverBegan = evidence.recordedState === "queued" || evidence.recordedState === "starting";
  if (!neverBegan) return "settle";
  if (!evidence.destination.reachable) return "detached";
  return evidence.destination.present && evidence.destination.state !== "shut-off" ? "settle" : "not-started";
}
