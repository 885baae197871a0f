import type { HostName } from "../hosts.ts";
import type { HostPlace } from "../parts/config.ts";
import { guestOf, hostOf, type Lab } from "../parts/state.ts";
import { setBridge } from "./bridge.ts";
import { setClock } from "./clock.ts";
import { setBlockJob, setIso, setManagedSave, setNameClash, setSnapshot } from "./guest-state.ts";
import { setImage } from "./image.ts";
import { noteRemedy, openRemedies, strikeRemedy } from "./ledger.ts";
import { setPool } from "./pool.ts";
import { setOtherFolder } from "./shared-folder.ts";
import { setAuthorisedKey, setKnownHost } from "./ssh-trust.ts";
import { setStuckDefinition } from "./stuck-definition.ts";

type OnOff = "on" | "off";

/** Faults that stay until they are taken off, each with a state that does that: those are written down for `heal`. */
export type Affliction =
  /** Off: the bridge bears another name. */
  | { readonly kind: "bridge"; readonly state: OnOff }
  /** Off: root of the peer may no longer log in here. */
  | { readonly kind: "ssh-key"; readonly peer: HostName; readonly state: OnOff }
  /** Off: this host knows another key as the peer's. */
  | { readonly kind: "known-host"; readonly peer: HostName; readonly state: OnOff }
  /** Off: a storage pool is not active. */
  | { readonly kind: "pool"; readonly pool: string; readonly state: OnOff }
  /** On: another folder with files of the same names lies over /srv/shared. */
  | { readonly kind: "other-folder"; readonly state: OnOff }
  | { readonly kind: "clock"; readonly seconds: number | "off" }
  /** An image of this virtual size lies where a guest's disk would come to lie. */
  | { readonly kind: "image"; readonly guest: string; readonly sizeMib: number | "off" }
  | {
      readonly kind: "iso" | "snapshot" | "managed-save" | "block-job" | "name-clash" | "stuck-definition";
      readonly guest: string;
      readonly state: OnOff;
    };

/** Makes one of them happen, or takes it off. */
export async function afflict(lab: Lab, place: HostPlace, affliction: Affliction): Promise<void> {
  const remedy = remedyOf(affliction);
  const isRemedy = JSON.stringify(remedy) === JSON.stringify(affliction);
  // Before it happens: a half-made fault has to be healed, too.
  if (!isRemedy) await noteRemedy(place, remedy);
  await apply(lab, place, affliction);
  if (isRemedy) await strikeRemedy(place, remedy);
}

/** Takes all of them off a host. One that does not come off is told once and then given up: `reset` makes the guests anew anyway. */
export async function takeOffAfflictions(lab: Lab, place: HostPlace): Promise<void> {
  const failed: unknown[] = [];
  for (const remedy of (await openRemedies(place)) as Affliction[]) {
    await apply(lab, place, remedy).catch((error: unknown) => failed.push(error));
    await strikeRemedy(place, remedy);
  }
  if (failed.length > 0) throw failed[0];
}

/** The same fault in the state that takes it off; its words in one order, as it is compared as text. */
function remedyOf(affliction: Affliction): Affliction {
  switch (affliction.kind) {
    case "bridge":
      return { kind: affliction.kind, state: "on" };
    case "ssh-key":
    case "known-host":
      return { kind: affliction.kind, peer: affliction.peer, state: "on" };
    case "pool":
      return { kind: affliction.kind, pool: affliction.pool, state: "on" };
    case "other-folder":
      return { kind: affliction.kind, state: "off" };
    case "clock":
      return { kind: affliction.kind, seconds: "off" };
    case "image":
      return { kind: affliction.kind, guest: affliction.guest, sizeMib: "off" };
    default:
      return { kind: affliction.kind, guest: affliction.guest, state: "off" };
  }
}

async function apply(lab: Lab, place: HostPlace, affliction: Affliction): Promise<void> {
  switch (affliction.kind) {
    case "bridge":
      return setBridge(place, affliction.state);
    case "ssh-key":
      return setAuthorisedKey(place, hostOf(lab, affliction.peer), affliction.state);
    case "known-host":
      return setKnownHost(place, hostOf(lab, affliction.peer), affliction.state);
    case "pool":
      return setPool(place, affliction.pool, affliction.state);
    case "other-folder":
      return setOtherFolder(place, affliction.state);
    case "clock":
      return setClock(place, affliction.seconds);
    case "image":
      return setImage(place, guestOf(lab, affliction.guest), affliction.sizeMib);
    case "iso":
      return setIso(place, guestOf(lab, affliction.guest), affliction.state);
    case "snapshot":
      return setSnapshot(place, guestOf(lab, affliction.guest), affliction.state);
    case "managed-save":
      return setManagedSave(place, guestOf(lab, affliction.guest), affliction.state);
    case "block-job":
      return setBlockJob(place, guestOf(lab, affliction.guest), affliction.state);
    case "name-clash":
      return setNameClash(place, guestOf(lab, affliction.guest), affliction.state);
    case "stuck-definition":
      return setStuckDefinition(place, guestOf(lab, affliction.guest), affliction.state);
    default:
      return affliction satisfies never;
  }
}
