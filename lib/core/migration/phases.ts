import type { MigrationPhase } from "../model/migration.ts";
import type { MigrationOptions } from "../model/options.ts";
import { needsPostCopy } from "./option-uses.ts";

type PhaseOptions = Pick<
  MigrationOptions,
  "mode" | "persistent" | "storageCopy" | "postCopy" | "ladder" | "timeoutS" | "timeoutAction"
>;

/**
 * The phases that a migration with these options can go through, in their order. A phase may be skipped (a migration that was allowed post-copy may never
 * need it), but none comes that is not in here, and none comes twice.
 */
export function phasesOf(options: PhaseOptions): readonly MigrationPhase[] {
  switch (options.mode) {
    case "live":
      return [
        "preparing",
        ...(options.storageCopy === "none" ? [] : (["block-copy"] as const)),
        "pre-copy",
        "switchover",
        ...(needsPostCopy(options) ? (["post-copy"] as const) : []),
        "verifying",
      ];
    case "offline":
    case "cold-copy":
      return ["preparing", "file-copy", "defining", "verifying"];
    case "saved-state":
      return [
        "preparing",
        "saving-state",
        "file-copy",
        ...(options.persistent ? (["defining"] as const) : []),
        "restoring",
        "verifying",
      ];
  }
}
