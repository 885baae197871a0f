import type { MigrationState, SideTruth } from "../model/migration.ts";
import { postCopyFailed, postCopyPicture } from "./post-copy.ts";

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

/**
 * watch: it goes on; post-copy-broken: both sides wait for a recovery; settle: it is over, the truth check decides; not-started: it never began;
 * detached: ask again later.
 */
export type RecoveryDecision = "watch" | "post-copy-broken" | "settle" | "not-started" | "detached";

/**
 * What to do with a migration after the server, or the connection to the source, was away. A migration is never submitted again,
 * and nothing is guessed about a host that does not answer.
 */
export function decideRecovery(evidence: RecoveryEvidence): RecoveryDecision {
  if (!evidence.source.reachable) return "detached";
  // In post-copy the states count for more than process and job: a broken one has a job that stands still, one whose daemon was restarted has none.
  switch (postCopyPicture(evidence.source, evidence.destination)) {
    case "going-on":
      return "watch";
    case "broken":
      return "post-copy-broken";
    case "unseen":
      return evidence.source.jobActive === true ? "watch" : "detached";
    case "arrived":
      return evidence.source.jobActive === true && !postCopyFailed(evidence.source) ? "watch" : "settle";
    case "destination-lost":
    case "source-lost":
      return "settle";
    case "none":
      break;
  }
  if (evidence.remoteJob === "unknown") return "detached";
  // The client may be dead while both daemons go on (p2p): an active job counts for more than the process.
  if (evidence.source.jobActive === true || evidence.remoteJob === "running") return "watch";
  if (evidence.remoteJob !== "absent") return "settle";
  const neverBegan = evidence.recordedState === "queued" || evidence.recordedState === "starting";
  if (!neverBegan) return "settle";
  if (!evidence.destination.reachable) return "detached";
  return evidence.destination.present && evidence.destination.state !== "shut-off" ? "settle" : "not-started";
}
