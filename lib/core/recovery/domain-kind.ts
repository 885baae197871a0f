import type { MigrationRecord } from "../model/migration.ts";
import type { Place, RecoveryKind } from "../model/recovery.ts";
import { hasCopy, isAtWork, isWholeAndPaused, type PlacePosture, postureOf } from "./posture.ts";
import { endedUnclearly } from "./suspects.ts";

/**
 * What is the matter with one domain, by fresh answers of every registered host; null = nothing.
 * @param newest its newest migration, ended
 * @param mayBeThere hosts that had it when they were last read, or that its last migration used
 */
export function domainKind(
  places: readonly Place[],
  newest: MigrationRecord | undefined,
  mayBeThere: (place: Place) => boolean,
): RecoveryKind | null {
  const count = (...postures: readonly PlacePosture[]) => places.filter((place) => postures.includes(postureOf(place))).length;
  const silent = places.some((place) => !place.reachable && mayBeThere(place));
  if (count("stray") > 0) return "stray-qemu";
  // Saved, dumped, backed up: not ours to judge before it ends.
  const broken = places.some((place) => postureOf(place) === "post-copy-failed");
  if (places.some(isAtWork) && !broken) return places.some(({ job }) => job === "other") ? null : "foreign-job";
  const running = count("running");
  if (running > 1) return "split-brain";
  if (running === 1) {
    if (places.filter(hasCopy).length > 1) return "paused-beside-running";
    return count("off") > 0 ? "leftover-definition" : null;
  }
  if (count("post-copy", "post-copy-failed") > 0) return postCopyKind(places, silent);
  const whole = places.filter(isWholeAndPaused).length;
  if (whole > 1 || (whole === 1 && count("half") > 0)) return "paused-twice";
  if (count("half") > 0) return silent ? "unknown" : "half-arrived";
  if (whole === 1) {
    if (silent) return "unknown";
    if (count("mid") > 0) return "stopped-midway";
    return count("off") > 0 ? "leftover-definition" : null;
  }
  return kindWhenOff(count("off"), silent, newest);
}

function kindWhenOff(definitions: number, silent: boolean, newest: MigrationRecord | undefined): RecoveryKind | null {
  const unclear = newest !== undefined && endedUnclearly(newest);
  if (silent) return unclear || definitions > 0 ? "unknown" : null;
  if (definitions > 1) return "duplicate-definitions";
  if (!unclear) return null;
  return definitions === 1 ? "vm-down" : "vm-lost";
}

/** One end of a post-copy without the other: a part of the memory is gone with it, unless the other is on a host that is silent. */
function postCopyKind(places: readonly Place[], silent: boolean): RecoveryKind {
  const ends = places.filter((place) => ["post-copy", "post-copy-failed"].includes(postureOf(place)));
  if (ends.length > 1) return "post-copy-failed";
  if (places.filter(hasCopy).length > 1) return "paused-twice";
  return silent ? "unknown" : "post-copy-lost";
}
