import type { LeverKind, MigrationOptions } from "../model/options.ts";

/** True when a rung of the ladder does this. */
export function hasRung(options: Pick<MigrationOptions, "ladder">, kind: LeverKind): boolean {
  return options.ladder.some(({ action }) => action.kind === kind);
}

/** True when the migration has to be started with `--postcopy`: it may switch by hand, by the server, by a rung or by the time limit. */
export function needsPostCopy(options: Pick<MigrationOptions, "postCopy" | "ladder" | "timeoutS" | "timeoutAction">): boolean {
  const byTimeLimit = options.timeoutS !== null && options.timeoutAction === "post-copy";
  return options.postCopy !== "off" || byTimeLimit || hasRung(options, "post-copy");
}

/** True when auto-converge has to be there from the start, but shall do nothing before its rung. */
export function armsAutoConverge(options: Pick<MigrationOptions, "autoConverge" | "ladder">): boolean {
  return !options.autoConverge && hasRung(options, "auto-converge");
}

/** True when files are copied by us (copiedDisks says which), not by QEMU. */
export function copiesFiles(options: Pick<MigrationOptions, "mode">): boolean {
  return options.mode !== "live";
}
