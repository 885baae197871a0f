import type { HostId } from "../model/ids.ts";
import type { Message } from "../model/message.ts";
import type { Place } from "../model/recovery.ts";
import { hasCopy, isAtWork, isProvenWhole, isWholeAndPaused, postureOf } from "./posture.ts";

/*
 * What may be done to one copy of a domain, by fresh answers of every registered host. Each gives null for yes, or the reason for no
 * (`recovery.refused.*`). The rule above all: nothing may ever lead to two running copies, nor to none.
 */

type Fenced = ReadonlySet<HostId>;
const NOBODY: Fenced = new Set();

/** Starts it: every other host answered (or is declared off) and has neither a QEMU of it nor a definition. */
export function mayStart(places: readonly Place[], hostId: HostId, fenced: Fenced = NOBODY): Message | null {
  const { here, others } = split(places, hostId);
  if (!here?.reachable) return silent(here, hostId);
  if (!here.present) return no("not-here", here);
  if (postureOf(here) !== "off") return no("not-off", here);
  return alone(others, fenced) ?? firstOf(others, ({ present }) => present, "defined-elsewhere");
}

/** Lets a paused guest go on: it has its whole memory, and no other host has a QEMU of it. */
export function mayResume(places: readonly Place[], hostId: HostId, fenced: Fenced = NOBODY): Message | null {
  const { here, others } = split(places, hostId);
  if (!here?.reachable) return silent(here, hostId);
  if (isAtWork(here)) return no("at-work", here);
  const posture = postureOf(here);
  if (posture === "half") return no("half", here);
  if (posture === "post-copy" || posture === "post-copy-failed") return no("in-post-copy", here);
  if (!isWholeAndPaused(here)) return no("not-paused", here);
  if (!isProvenWhole(here)) return no("memory-unknown", here);
  return alone(others, fenced);
}

/** Ends a copy for good: only one that is not needed, because another host has the guest, or because it is none without the memory that is lost. */
export function mayDestroy(places: readonly Place[], hostId: HostId, fenced: Fenced = NOBODY): Message | null {
  const { here, others } = split(places, hostId);
  if (!here?.reachable) return silent(here, hostId);
  if (isAtWork(here)) return no("at-work", here);
  const posture = postureOf(here);
  const working = others.find(isAtWork);
  if (working) return no("at-work", working);
  const proven = others.some((place) => postureOf(place) === "running");
  switch (posture) {
    case "half":
      return null;
    case "paused":
    case "mid":
      return proven || others.some(isProvenWhole) ? null : no("only-copy", here);
    case "post-copy":
    case "post-copy-failed":
      // Beside a running guest it is the source's rest; alone it has lost a part of its memory, and can never go on.
      return proven ? null : alone(others, fenced, "other-half");
    case "running":
      return no("runs", here);
    case "stray":
      return no("stray", here);
    default:
      return no("not-active", here);
  }
}

/** Removes a definition that is off: another host that answered keeps the VM's definition for good. */
export function mayUndefine(places: readonly Place[], hostId: HostId): Message | null {
  const { here, others } = split(places, hostId);
  if (!here?.reachable) return silent(here, hostId);
  if (!here.present) return no("not-here", here);
  if (postureOf(here) !== "off") return no("not-off", here);
  const working = others.find(isAtWork);
  if (working) return no("at-work", working);
  return others.some(({ reachable, present, persistent }) => reachable && present && persistent === true)
    ? null
    : no("only-definition", here);
}

/** Stops one of two that run. */
export function mayPause(places: readonly Place[], hostId: HostId): Message | null {
  const { here, others } = split(places, hostId);
  if (!here?.reachable) return silent(here, hostId);
  if (isAtWork(here)) return no("at-work", here);
  if (postureOf(here) !== "running") return no("not-running", here);
  return others.some((place) => postureOf(place) === "running") ? null : no("only-copy", here);
}

/** Null when no other host has, or could have, a QEMU of it. */
function alone(others: readonly Place[], fenced: Fenced, key = "active-elsewhere"): Message | null {
  const working = others.find(isAtWork);
  if (working) return no("at-work", working);
  return firstOf(others, hasCopy, key) ?? firstOf(others, (place) => !place.reachable && !fenced.has(place.hostId), "silent");
}

function firstOf(places: readonly Place[], fits: (place: Place) => boolean, key: string): Message | null {
  const found = places.find(fits);
  return found ? no(key, found) : null;
}

function split(
  places: readonly Place[],
  hostId: HostId,
): { readonly here: Place | undefined; readonly others: readonly Place[] } {
  return {
    here: places.find((place) => place.hostId === hostId),
    others: places.filter((place) => place.hostId !== hostId),
  };
}

function silent(here: Place | undefined, hostId: HostId): Message {
  return { key: "recovery.refused.silent", values: { host: here?.hostName ?? hostId } };
}

function no(key: string, { hostName }: Place): Message {
  return { key: `recovery.refused.${key}`, values: { host: hostName } };
}
