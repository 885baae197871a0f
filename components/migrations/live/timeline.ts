import type { MigrationPhase, MigrationRecord } from "@/lib/contract/index.ts";

export type PhaseStatus = "done" | "current" | "ahead" | "skipped" | "stopped" | "unreached";

export interface TimelinePhase {
  readonly phase: MigrationPhase;
  readonly status: PhaseStatus;
  /** Time spent in it so far, ms; null when it was not seen to begin. */
  readonly durationMs: number | null;
}

/** Phases that a migration may go without: shown only as not needed, or (post-copy) not at all. */
const OPTIONAL: readonly MigrationPhase[] = ["block-copy", "post-copy"];
const ORDER: readonly MigrationPhase[] = ["preparing", "block-copy", "pre-copy", "switchover", "post-copy", "verifying"];

type TimedRecord = Pick<MigrationRecord, "state" | "phase" | "phaseStartedAtMs" | "endedAtMs">;

/** The phase in which the copying ended without success: the last that began before the check; null when it went well or goes on. */
function stoppedIn(record: TimedRecord): MigrationPhase | null {
  if (record.endedAtMs === null || record.state === "succeeded") return null;
  return ORDER.findLast((phase) => phase !== "verifying" && record.phaseStartedAtMs[phase] !== undefined) ?? null;
}

/**
 * The phases of a migration with their states at `nowMs` (server's clock). A phase that a quick migration passed between two samples
 * counts as done without a time.
 */
export function timelineOf(record: TimedRecord, nowMs: number): readonly TimelinePhase[] {
  const stopped = stoppedIn(record);
  const started = (phase: MigrationPhase) => record.phaseStartedAtMs[phase];
  const shown = ORDER.filter((phase) => phase !== "post-copy" || started(phase) !== undefined);
  return shown.map((phase) => {
    const from = started(phase);
    const later = shown.slice(shown.indexOf(phase) + 1).map(started);
    const until = later.find((at) => at !== undefined) ?? record.endedAtMs ?? nowMs;
    return { phase, status: statusOf(), durationMs: from === undefined ? null : Math.max(0, until - from) };

    function statusOf(): PhaseStatus {
      if (phase === stopped) return "stopped";
      if (from === undefined && OPTIONAL.includes(phase)) return "skipped";
      if (record.endedAtMs !== null) return from !== undefined || record.state === "succeeded" ? "done" : "unreached";
      if (phase === record.phase && record.state !== "queued") return "current";
      return ORDER.indexOf(phase) < ORDER.indexOf(record.phase) ? "done" : "ahead";
    }
  });
}
