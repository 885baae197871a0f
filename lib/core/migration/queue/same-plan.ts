import type { MigrationStep } from "../../model/steps.ts";

/** What an admin saw in the review and agreed to. */
export interface ReviewedPlan {
  readonly argv: readonly string[];
  readonly steps: readonly MigrationStep[];
}

/**
 * The first command that differs between what was reviewed and what would run now, as argv: "reviewed" is null for one that is new, "now" for one that
 * is gone. Null when both do the same on the same hosts in the same order. How a step stands and what it found out on its way do not count.
 */
export function planDifference(
  reviewed: ReviewedPlan,
  now: ReviewedPlan,
): { readonly reviewed: readonly string[] | null; readonly now: readonly string[] | null } | null {
  const left = commandsOf(reviewed);
  const right = commandsOf(now);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [one, other] = [left[index] ?? null, right[index] ?? null];
    if (one === null || other === null || JSON.stringify(one) !== JSON.stringify(other))
      return { reviewed: one?.argv ?? null, now: other?.argv ?? null };
  }
  return null;
}

interface Placed {
  readonly step: string;
  readonly hostId: string;
  readonly argv: readonly string[];
}

function commandsOf({ argv, steps }: ReviewedPlan): readonly Placed[] {
  const planned = steps
    .filter(({ kind }) => kind !== "remove-leftover")
    .flatMap(({ id, kind, hostId, commands }) => {
      const lines = commands.length === 0 ? [[kind as string]] : commands;
      return lines.map((line) => ({ step: id, hostId: hostId as string, argv: line }));
    });
  return argv.length === 0 ? planned : [{ step: "argv", hostId: "", argv }, ...planned];
}

/** A plan's steps as they are before anything was done, for another try of it. What an earlier try left for an admin to remove is its own. */
export function freshSteps(steps: readonly MigrationStep[]): readonly MigrationStep[] {
  return steps
    .filter(({ kind }) => kind !== "remove-leftover")
    .map((step) => ({ ...step, state: "waiting", startedAtMs: null, endedAtMs: null, detail: null, progress: null }));
}
