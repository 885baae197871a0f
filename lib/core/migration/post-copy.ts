import type { SideTruth } from "../model/migration.ts";

/**
 * How a post-copy stands by what both hosts say of the domain. none: no side is in post-copy; going-on: the destination runs and gets its memory;
 * broken: a side lost the connection, both wait; arrived: all memory is at the destination, the source's rest is not cleaned up yet; destination-lost,
 * source-lost: that side's QEMU is gone, and with it a part of the memory; unseen: the destination does not answer.
 */
export type PostCopyPicture = "none" | "going-on" | "broken" | "arrived" | "destination-lost" | "source-lost" | "unseen";

/** True for a side that libvirt marks as being in post-copy, broken or not (`paused (post-copy)`, `running (post-copy failed)` ...). */
export function inPostCopy(side: SideTruth): boolean {
  return side.present && (side.stateReason ?? "").startsWith("post-copy");
}

/** True for a side that says that its post-copy broke. */
export function postCopyFailed(side: SideTruth): boolean {
  return inPostCopy(side) && side.stateReason === "post-copy failed";
}

/**
 * What both sides together say. Often only one side notices a lost connection (seen on the lab: after a reset of it, the destination's QEMU went on
 * waiting for data for ever), so that one side that failed is enough. The source has to answer; asking about one that does not is a RangeError.
 */
export function postCopyPicture(source: SideTruth, destination: SideTruth): PostCopyPicture {
  if (!source.reachable) throw new RangeError("a source that does not answer tells nothing");
  if (!inPostCopy(source)) {
    return !isActive(source) && destination.reachable && inPostCopy(destination) ? "source-lost" : "none";
  }
  if (!destination.reachable) return postCopyFailed(source) ? "broken" : "unseen";
  if (!isActive(destination)) return "destination-lost";
  // All of its memory is there when libvirt calls it migrated. A guest that somebody paused on the way has not arrived.
  if (destination.state === "running" && !inPostCopy(destination)) return "arrived";
  return postCopyFailed(source) || postCopyFailed(destination) ? "broken" : "going-on";
}

function isActive(side: SideTruth): boolean {
  return side.present && side.state !== "shut-off" && side.state !== "crashed";
}
