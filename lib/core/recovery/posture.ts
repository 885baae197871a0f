import type { Place } from "../model/recovery.ts";

/**
 * How one host has a domain. mid: stopped by a migration (or nobody says by what); half: it waits for memory that never came; stray: a QEMU that
 * libvirt knows nothing of; silent: the host does not answer.
 */
export type PlacePosture =
  | "silent"
  | "absent"
  | "off"
  | "running"
  | "paused"
  | "mid"
  | "half"
  | "post-copy"
  | "post-copy-failed"
  | "stray";

/** Reasons with which libvirt marks a guest that a migration stopped; "unknown" is no explanation either. */
const MID = ["unknown", "migrating", "migrated", "incoming", "starting up"];

/** What one host's answer comes to. */
export function postureOf(place: Place): PlacePosture {
  if (!place.reachable) return "silent";
  const off = !place.present || place.state === "shut-off" || place.state === "crashed";
  if (off && place.qemuPids.length > 0) return "stray";
  if (!place.present) return "absent";
  if (off) return "off";
  const reason = place.reason ?? "unknown";
  if (reason === "post-copy failed") return "post-copy-failed";
  if (reason === "post-copy") return "post-copy";
  if (place.runState === "inmigrate") return "half";
  if (place.state === "paused") return MID.includes(reason) ? "mid" : "paused";
  return place.state === "no-state" || place.state === null ? "mid" : "running";
}

/** True for a host on which a QEMU of this domain is, whatever it does. */
export function hasCopy(place: Place): boolean {
  return !["silent", "absent", "off"].includes(postureOf(place));
}

/** True for a copy that holds the whole memory of the guest and stands still. */
export function isWholeAndPaused(place: Place): boolean {
  const posture = postureOf(place);
  return posture === "paused" || posture === "mid";
}

/**
 * The same, proven. libvirt's word for a guest that a migration stopped is the same on both sides: only QEMU itself tells which of them has the memory,
 * so that without its answer it is not known.
 */
export function isProvenWhole(place: Place): boolean {
  return postureOf(place) === "paused" || (postureOf(place) === "mid" && place.runState !== null);
}

/** True where libvirt works on it, or may. The job of a post-copy that broke stands still until somebody takes it up. */
export function isAtWork(place: Place): boolean {
  return place.reachable && place.job !== "none" && postureOf(place) !== "post-copy-failed";
}
