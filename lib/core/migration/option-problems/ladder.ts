import type { LadderRung, LeverKind, MigrationOptions } from "../../model/options.ts";
import type { OptionProblem, ProblemKey } from "./problem.ts";

/** Rungs that can be climbed more than once, each time with another figure. */
const REPEATABLE: readonly LeverKind[] = ["max-downtime", "bandwidth"];

/**
 * A ladder rises in time, has nothing behind an abort, and nothing that cannot happen any more: after the switch to post-copy only an abort (for the case
 * that the switch is refused), after a pause nothing that makes the guest write less.
 */
export function ladderProblems(options: MigrationOptions): readonly OptionProblem[] {
  return options.ladder.flatMap((rung, index) => {
    const before = options.ladder.slice(0, index);
    const key =
      timeProblem(options, rung, before) ??
      orderProblem([...before, ...limitBefore(options, rung)], rung) ??
      ownProblem(options, rung);
    return key === null ? [] : [{ field: `options.ladder.${index}`, key, values: { rung: index + 1 } }];
  });
}

function timeProblem(options: MigrationOptions, rung: LadderRung, before: readonly LadderRung[]): ProblemKey | null {
  const last = before.at(-1);
  if (last && rung.afterS <= last.afterS) return "ladder-not-rising";
  const [limit] = limitBefore(options, rung);
  return limit?.action.kind === "abort" ? "rung-after-time-limit" : null;
}

/** The time limit as if it were a rung, when it comes before this one (at the same moment it comes first). */
function limitBefore({ timeoutS, timeoutAction }: MigrationOptions, rung: LadderRung): readonly LadderRung[] {
  return timeoutS !== null && timeoutS <= rung.afterS ? [{ afterS: timeoutS, action: { kind: timeoutAction } }] : [];
}

function orderProblem(before: readonly LadderRung[], rung: LadderRung): ProblemKey | null {
  const climbed = (kind: LeverKind) => before.some(({ action }) => action.kind === kind);
  const { kind } = rung.action;
  if (climbed("abort")) return "rung-after-abort";
  if (climbed(kind) && !REPEATABLE.includes(kind)) return "rung-twice";
  if (climbed("post-copy") && kind !== "abort") return "rung-after-post-copy";
  return climbed("suspend") && (kind === "post-copy" || kind === "auto-converge") ? "rung-after-suspend" : null;
}

function ownProblem(options: MigrationOptions, rung: LadderRung): ProblemKey | null {
  if (rung.action.kind === "post-copy" && options.postCopy === "off") return "rung-needs-post-copy";
  return rung.action.kind === "auto-converge" && options.autoConverge ? "rung-on-already" : null;
}
