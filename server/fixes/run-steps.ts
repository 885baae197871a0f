import type { FixParts } from "./parts.ts";
import type { PlannedStep } from "./plan.ts";
import type { RecordBook } from "./record-book.ts";
import { runFixCommand } from "./run-command.ts";
import { takeBack } from "./take-back.ts";

/**
 * Runs the steps in order and stores each result before the next. The first failure ends it, and what was done is taken back; after a step of which
 * nobody knows how it ended, nothing more is touched.
 */
export async function runSteps(parts: Pick<FixParts, "links">, book: RecordBook, steps: readonly PlannedStep[]): Promise<void> {
  const printed: string[] = [];
  for (const [index, step] of steps.entries()) {
    const ready = await prepare(step, printed);
    if ("problem" in ready) {
      await book.saveStep(index, { state: "failed", output: ready.problem });
      return takeBack(parts, book, { otherwise: "failed" });
    }
    await book.saveStep(index, { argv: ready.argv, undo: ready.undo });
    const { timeoutMs } = step;
    const { state, stdout, kept } = await runFixCommand(parts.links, step.hostId, ready.argv, { timeoutMs, stdin: ready.stdin });
    printed.push(stdout);
    const undo = state === "done" && step.undoOf ? step.undoOf(stdout.trim()) : ready.undo;
    const last = index === steps.length - 1;
    const ends =
      state === "unknown" ? ({ state: "failed" } as const) : state === "done" && last ? ({ state: "applied" } as const) : {};
    await book.saveStep(index, { ...kept, state, undo }, ends);
    if (state === "unknown") return;
    if (state === "failed") return takeBack(parts, book, { otherwise: "failed" });
  }
}

/** The step's words with what is known by now; a problem of ours when they cannot be told. */
async function prepare(step: PlannedStep, printed: readonly string[]) {
  try {
    const { argv, undo } = step.completed?.(printed) ?? step;
    return { argv, undo, stdin: await step.stdin?.() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
