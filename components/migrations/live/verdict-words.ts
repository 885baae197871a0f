import type { MigrationRecord } from "@/lib/contract/index.ts";

export type VerdictTone = "pass" | "info" | "warn" | "danger";

/** Keys below `live.verdict` that say how a migration ended, and in what tone. */
export interface VerdictWords {
  readonly headline:
    | "moved"
    | "movedPaused"
    | "stayedAborted"
    | "stayedFailed"
    | "stayedPaused"
    | "stopped"
    | "splitBrain"
    | "needsAttention"
    | "lost"
    | "unknown"
    | "noResult";
  readonly hint:
    | "safe"
    | "safePaused"
    | "stoppedHint"
    | "splitBrainHint"
    | "needsAttentionHint"
    | "lostHint"
    | "unknownHint"
    | null;
  readonly tone: VerdictTone;
}

/**
 * What the end of a migration is called. The truth check on both hosts decides, never an exit code: a migration that "failed" but left
 * the VM running on the source is safe, one that "succeeded" with the VM paused is not done.
 */
export function verdictWords(record: Pick<MigrationRecord, "state" | "result">): VerdictWords {
  const truth = record.result?.truth;
  switch (truth?.verdict) {
    case undefined:
      return { headline: "noResult", hint: null, tone: "warn" };
    case "moved":
      return { headline: "moved", hint: null, tone: "pass" };
    case "moved-paused":
      return { headline: "movedPaused", hint: "safePaused", tone: "warn" };
    case "stayed":
      if (truth.source.state === "paused") return { headline: "stayedPaused", hint: "safePaused", tone: "warn" };
      return record.state === "aborted"
        ? { headline: "stayedAborted", hint: "safe", tone: "info" }
        : { headline: "stayedFailed", hint: "safe", tone: "danger" };
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
