import type { HostId } from "../model/ids.ts";
import type { Message } from "../model/message.ts";
import type { Place, RecoveryKind, RecoveryWay } from "../model/recovery.ts";
import { type VmActionKind, vmCommand } from "./commands.ts";
import { mayDestroy, mayPause, mayResume, mayStart, mayUndefine } from "./guards.ts";
import type { SeenDomain } from "./input.ts";
import { hasCopy, isWholeAndPaused, postureOf } from "./posture.ts";

/**
 * The ways out of a domain's case, in the order in which they are to be thought of. Each is judged by the same guards that judge it again at the
 * moment of pressing: what they refuse now is shown with its reason, not hidden.
 */
export function domainWays(kind: RecoveryKind, domain: SeenDomain): readonly RecoveryWay[] {
  const { places } = domain;
  const at = (fits: (place: Place) => boolean, action: VmActionKind, why: string) =>
    places.filter(fits).map((place) => way(domain, place, action, why));
  const off = (place: Place) => postureOf(place) === "off";
  const whole = isWholeAndPaused;
  const broken = (place: Place) => postureOf(place).startsWith("post-copy");
  switch (kind) {
    case "split-brain":
      return at((place) => postureOf(place) === "running", "pause-copy", "pause-one");
    case "paused-twice":
      return [
        ...at((place) => postureOf(place) === "half", "destroy-copy", "destroy-half"),
        ...at(whole, "destroy-copy", "destroy-one"),
        ...at(whole, "resume-copy", "resume-last"),
      ];
    case "paused-beside-running":
      return at((place) => hasCopy(place) && postureOf(place) !== "running", "destroy-copy", "destroy-beside");
    case "stopped-midway":
      return at(whole, "resume-copy", "resume-alone");
    case "half-arrived":
      return [
        ...at((place) => postureOf(place) === "half", "destroy-copy", "destroy-half"),
        ...at(off, "start-vm", "start-after"),
      ];
    case "post-copy-lost":
      return [...at(broken, "destroy-copy", "destroy-lost"), ...at(off, "start-vm", "start-after")];
    case "leftover-definition":
      return at(off, "undefine-copy", "undefine-leftover");
    case "duplicate-definitions":
      return [...at(off, "undefine-copy", "undefine-one"), ...at(off, "start-vm", "start-after")];
    case "vm-down":
      return at(off, "start-vm", "start-once");
    case "unknown":
      return [
        ...at(whole, "resume-copy", "resume-fenced"),
        ...at(broken, "destroy-copy", "destroy-lost"),
        ...at((place) => postureOf(place) === "half", "destroy-copy", "destroy-half"),
        ...at(off, "start-vm", "start-fenced"),
      ];
    default:
      return [];
  }
}

function way({ uuid, places }: SeenDomain, here: Place, kind: VmActionKind, why: string): RecoveryWay {
  const silent = places.filter((place) => place.hostId !== here.hostId && !place.reachable);
  const now = judge(kind, places, here.hostId, new Set());
  // Where nothing but silence is in the way, somebody who knows may declare those hosts off.
  const declared = now === null ? null : judge(kind, places, here.hostId, new Set(silent.map(({ hostId }) => hostId)));
  const fence = now !== null && declared === null ? silent.map(({ hostId, hostName }) => ({ hostId, hostName })) : [];
  return {
    action: kind === "pause-copy" || kind === "undefine-copy" ? { kind } : { kind, fenced: [] },
    hostId: here.hostId,
    hostName: here.hostName,
    why: { key: `recovery.why.${why}`, values: { host: here.hostName } },
    fence,
    refused: declared,
    commands: [{ hostName: here.hostName, argv: vmCommand(kind, uuid) }],
  };
}

/** The guard of each way out. Null = yes. */
export function judge(kind: VmActionKind, places: readonly Place[], hostId: HostId, fenced: ReadonlySet<HostId>): Message | null {
  switch (kind) {
    case "pause-copy":
      return mayPause(places, hostId);
    case "resume-copy":
      return mayResume(places, hostId, fenced);
    case "destroy-copy":
      return mayDestroy(places, hostId, fenced);
    case "undefine-copy":
      return mayUndefine(places, hostId);
    case "start-vm":
      return mayStart(places, hostId, fenced);
  }
}
