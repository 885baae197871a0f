import type { SideTruth, TruthVerdict } from "../model/migration.ts";
import { inPostCopy } from "./post-copy.ts";

/** Reasons with which libvirt marks a guest that was stopped by a migration and must not be resumed by anybody else. */
const MID_MIGRATION = ["migrating", "migrated", "incoming", "starting up", "post-copy"];

type Posture = "absent" | "off" | "running" | "paused" | "mid-migration";

function posture(side: SideTruth): Posture {
  if (!side.present) return "absent";
  switch (side.state) {
    case "shut-off":
    case "crashed":
      return "off";
    case "paused": {
      const reason = (side.stateReason ?? "unknown").toLowerCase();
      return reason === "unknown" || MID_MIGRATION.some((word) => reason.includes(word)) ? "mid-migration" : "paused";
    }
    case null:
    case "no-state":
      return "mid-migration";
    default:
      // In post-copy the guest runs without all of its memory: it has arrived only when libvirt calls it migrated.
      return inPostCopy(side) ? "mid-migration" : "running";
  }
}

/** True when libvirt still works on it: nothing may be judged yet. */
function stillInProgress(source: SideTruth, destination: SideTruth): boolean {
  return source.jobActive === true || destination.jobActive === true;
}

/**
 * The verdict on where a domain is, from what libvirt says on both hosts after the end. Exactly one live copy is the invariant: all
 * that is not plainly so becomes split-brain, lost or needs-attention. An unreachable host is never guessed about.
 */
export function judgeTruth(source: SideTruth, destination: SideTruth): TruthVerdict {
  if (!source.reachable || !destination.reachable) return "unknown";
  if (stillInProgress(source, destination)) return "needs-attention";
  return VERDICTS[posture(source)][posture(destination)];
}

const VERDICTS: Readonly<Record<Posture, Readonly<Record<Posture, TruthVerdict>>>> = {
  absent: { absent: "lost", off: "stopped", running: "moved", paused: "moved-paused", "mid-migration": "needs-attention" },
  off: { absent: "stopped", off: "stopped", running: "moved", paused: "moved-paused", "mid-migration": "needs-attention" },
  running: {
    absent: "stayed",
    off: "stayed",
    running: "split-brain",
    paused: "split-brain",
    "mid-migration": "needs-attention",
  },
  paused: {
    absent: "stayed",
    off: "stayed",
    running: "split-brain",
    paused: "needs-attention",
    "mid-migration": "needs-attention",
  },
  "mid-migration": {
    absent: "needs-attention",
    off: "needs-attention",
    running: "needs-attention",
    paused: "needs-attention",
    "mid-migration": "needs-attention",
  },
};
