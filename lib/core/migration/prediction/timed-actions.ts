import type { LeverAction, MigrationOptions } from "../../model/options.ts";

/** What the server will do by itself at a moment of the copying. */
export interface TimedAction {
  /** ms of copying. */
  readonly atMs: number;
  readonly action: LeverAction;
}

/** The ladder's rungs and the time limit, in their order. */
export function timedActions(options: Pick<MigrationOptions, "ladder" | "timeoutS" | "timeoutAction">): readonly TimedAction[] {
  const rungs = options.ladder.map(({ afterS, action }) => ({ atMs: afterS * 1000, action }));
  const limit = options.timeoutS === null ? [] : [{ atMs: options.timeoutS * 1000, action: { kind: options.timeoutAction } }];
  return [...rungs, ...limit].sort((left, right) => left.atMs - right.atMs);
}
