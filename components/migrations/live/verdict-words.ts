import type { MigrationRecord } from "@/lib/contract/index.ts";
import { pausedByUs } from "@/lib/core/migration/lever-record.ts";

export type VerdictTone = "pass" | "info" | "warn" | "danger";

/** Keys below `live.verdict` that say how a migration ended, and in what tone. */
export interface VerdictWords {
  readonly headline:
    | "moved"
    | "movedPaused"
    | "movedOff"
    | "copied"
    | "stayedOffAborted"
    | "stayedOffFailed"
    | "stayedAborted"
    | "stayedFailed"
    | "stayedPaused"
    | "stopped"
    | "splitBrain"
    | "needsAttention"
    | "lost"
    | "unknown"
    | "cancelled"
    | "noResult";
  readonly hint:
    | "safe"
    | "safeAgain"
    | "safeOff"
    | "safePaused"
    | "pausedAsAsked"
    | "copiedHint"
    | "stoppedHint"
    | "splitBrainHint"
    | "needsAttentionHint"
    | "lostHint"
    | "unknownHint"
    | "cancelledHint"
    | null;
  readonly tone: VerdictTone;
}

/**
 * What the end of a migration is called. The truth check on both hosts decides, never an exit code: a migration that "failed" but left
 * the VM running on the source is safe, one that "succeeded" with the VM paused is not done.
 */
export function verdictWords(record: Pick<MigrationRecord, "state" | "result" | "request" | "levers">): VerdictWords {
  const truth = record.result?.truth;
  const { suspendAtDestination } = record.request.options;
  switch (truth?.verdict) {
    case undefined:
      // Taken out of the queue: no host was asked.
      if (record.state === "aborted") return { headline: "cancelled", hint: "cancelledHint", tone: "info" };
      return { headline: "noResult", hint: null, tone: "warn" };
    case "moved":
      return { headline: "moved", hint: null, tone: "pass" };
    case "moved-paused":
      return suspendAtDestination
        ? { headline: "movedPaused", hint: "pausedAsAsked", tone: "pass" }
        : { headline: "movedPaused", hint: "safePaused", tone: "warn" };
    case "moved-off":
      return { headline: "movedOff", hint: null, tone: "pass" };
    case "copied":
      return { headline: "copied", hint: "copiedHint", tone: "pass" };
    case "stayed-off":
      return record.state === "aborted"
        ? { headline: "stayedOffAborted", hint: "safeOff", tone: "info" }
        : { headline: "stayedOffFailed", hint: "safeOff", tone: "danger" };
    case "stayed":
      if (truth.source.state === "paused") return { headline: "stayedPaused", hint: "safePaused", tone: "warn" };
      return record.state === "aborted"
        ? { headline: "stayedAborted", hint: unharmed(record), tone: "info" }
        : { headline: "stayedFailed", hint: unharmed(record), tone: "danger" };
    case "stopped":
      return { headline: "stopped", hint: "stoppedHint", tone: "danger" };
    case "split-brain":
      return { headline: "splitBrain", hint: "splitBrainHint", tone: "danger" };
    case "needs-attention":
      return { headline: "needsAttention", hint: "needsAttentionHint", tone: "warn" };
    case "lost":
      return { headline: "lost", hint: "lostHint", tone: "danger" };
    case "unknown":
      return { headline: "unknown", hint: "unknownHint", tone: "warn" };
  }
}

/** Pre-copy never stops the guest; one whose state was saved, or that we paused, stood still and was resumed. */
function unharmed(record: Pick<MigrationRecord, "request" | "levers">): "safe" | "safeAgain" {
  return record.request.options.mode === "saved-state" || pausedByUs(record) ? "safeAgain" : "safe";
}
