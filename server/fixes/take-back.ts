import type { FixRecord, FixStepResult } from "../../lib/core/model/fix.ts";
import type { FixParts } from "./parts.ts";
import type { RecordBook } from "./record-book.ts";
import { runFixCommand } from "./run-command.ts";

/** Pools and mounts may take their time to let go. */
const TIMEOUT_MS = 60_000;

/** Whether there is something to take back at a step: it was done or may have been, and there is a way back. */
export function hasWayBack({ state, undo }: FixStepResult): boolean {
  return undo !== null && (state === "done" || state === "unknown" || state === "undo-failed");
}

/** Takes back what was done, last first, and stops at the first that does not go: what lies below may rest on it. */
export async function takeBack(
  parts: Pick<FixParts, "links">,
  book: RecordBook,
  { otherwise, more = {} }: { readonly otherwise: FixRecord["state"]; readonly more?: Partial<FixRecord> },
): Promise<void> {
  for (const [index, step] of [...book.current().steps.entries()].reverse()) {
    if (step.undo === null || !hasWayBack(step)) continue;
    const { state, kept } = await runFixCommand(parts.links, step.hostId, step.undo, { timeoutMs: TIMEOUT_MS });
    if (state === "done") {
      await book.saveStep(index, { state: "undone" });
      continue;
    }
    await book.saveStep(
      index,
      { ...kept, state: state === "failed" ? "undo-failed" : "unknown" },
      { ...more, state: "undo-failed" },
    );
    return;
  }
  await book.save({ ...more, state: otherwise });
}
