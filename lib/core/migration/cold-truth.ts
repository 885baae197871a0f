import type { SideTruth, TruthVerdict } from "../model/migration.ts";
import type { MigrationMode } from "../model/options.ts";
import { judgeTruth } from "./truth.ts";

/** Where a VM that was moved or copied without running is, and how it stands there. */
export interface ColdPicture {
  readonly mode: Exclude<MigrationMode, "live">;
  /** A copy with a UUID of its own: the original stays. */
  readonly isClone: boolean;
  /** The domain that was asked for, on both hosts. */
  readonly source: SideTruth;
  /** Of a clone: the copy, by its own UUID. */
  readonly destination: SideTruth;
}

const isOff = ({ present, state }: SideTruth): boolean => present && state === "shut-off";

/**
 * The verdict after a migration that copied files. Shut off here and there with one UUID is never taken for an end: either definition could be started
 * on disks that are no more the same. A VM that somebody has started meanwhile is judged like one that runs.
 */
export function judgeCold({ mode, isClone, source, destination }: ColdPicture): TruthVerdict {
  if (!source.reachable || !destination.reachable) return "unknown";
  if (isClone) {
    if (source.jobActive || destination.jobActive) return "needs-attention";
    if (!source.present) return "needs-attention";
    return destination.present ? "copied" : isOff(source) ? "stayed-off" : "stayed";
  }
  if (mode !== "saved-state" && isOff(source) && isOff(destination)) return "needs-attention";
  if (mode !== "saved-state" && !source.present && isOff(destination)) return "moved-off";
  if (mode !== "saved-state" && isOff(source) && !destination.present) return "stayed-off";
  return judgeTruth(source, destination);
}
