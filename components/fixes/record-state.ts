import type { FixRecord, FixStepResult } from "@/lib/contract/index.ts";

/** True while something of it can be taken back: it ended, and a step that was done, or may have been, has a command for that. */
export function canUndo(record: FixRecord): boolean {
  if (record.undo === "impossible" || record.state === "running" || record.state === "undone") return false;
  return record.steps.some(
    (step) => step.undo !== null && (step.state === "done" || step.state === "unknown" || step.state === "undo-failed"),
  );
}

/** How a record is to be read: what was asked for is there, is gone again, or needs somebody. */
export function recordTone(state: FixRecord["state"]): "pass" | "info" | "danger" {
  if (state === "applied") return "pass";
  return state === "failed" || state === "undo-failed" ? "danger" : "info";
}

/** The step's words as far as they add something: a command that worked and said nothing has none. */
export function stepWords(step: FixStepResult): string | undefined {
  return step.output.trim() === "" ? undefined : step.output;
}
