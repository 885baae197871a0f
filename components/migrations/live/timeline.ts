import type { MigrationPhase, MigrationRecord } from "@/lib/contract/index.ts";
import { phasesOf } from "@/lib/core/migration/phases.ts";

/** optional: comes only if somebody or something switches to it. */
export type PhaseStatus = "done" | "current" | "ahead" | "optional" | "skipped" | "stopped" | "unreached";

export interface TimelinePhase {
  readonly phase: MigrationPhase;
  readonly status: PhaseStatus;
  /** Time spent in it so far, ms; null when it was not seen to begin. */
  readonly durationMs: number | null;
}

type TimedRecord = Pick<MigrationRecord, "state" | "phase" | "phaseStartedAtMs" | "endedAtMs"> & {
  readonly request: Pick<MigrationRecord["request"], "options">;
};

/** The phase in which the work ended without success: the last that began before the check; null when it went well or goes on. */
function stoppedIn(record: TimedRecord, order: readonly MigrationPhase[]): MigrationPhase | null {
  if (record.endedAtMs === null || record.state === "succeeded") return null;
  return order.findLast((phase) => phase !== "verifying" && record.phaseStartedAtMs[phase] !== undefined) ?? null;
}

/**
 * The phases that this way of moving has, with their states at `nowMs` (server's clock). A phase that a quick migration passed between two samples
 * counts as done without a time; post-copy that was allowed but never begun was not needed.
 */
export function timelineOf(record: TimedRecord, nowMs: number): readonly TimelinePhase[] {
  const { options } = record.request;
  const order = phasesOf(options);
  const stopped = stoppedIn(record, order);
  const started = (phase: MigrationPhase) => record.phaseStartedAtMs[phase];
  return order.map((phase) => {
    const from = started(phase);
    const later = order.slice(order.indexOf(phase) + 1).map(started);
    const until = later.find((at) => at !== undefined) ?? record.endedAtMs ?? nowMs;
    return { phase, status: statusOf(), durationMs: from === undefined ? null : Math.max(0, until - from) };

    function statusOf(): PhaseStatus {
      if (phase === stopped) return "stopped";
      const begun = from !== undefined;
      const passed = order.indexOf(phase) < order.indexOf(record.phase);
      if (!begun && phase === "post-copy" && (passed || record.endedAtMs !== null)) return "skipped";
      if (record.endedAtMs !== null) return begun || record.state === "succeeded" ? "done" : "unreached";
      if (phase === record.phase && record.state !== "queued") return "current";
      if (passed) return "done";
      return phase === "post-copy" && options.postCopy !== "after-first-pass" ? "optional" : "ahead";
    }
  });
}
