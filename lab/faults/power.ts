import { ensureBootFiles } from "../parts/boot-files.ts";
import type { HostPlace } from "../parts/config.ts";
import { findInit, startHost, stopHost } from "../parts/host-process.ts";
import { plugHost } from "../parts/network.ts";
import type { Lab } from "../parts/state.ts";

/** Ends a host at once, with all guests on it, as a power cut does. */
export async function powerOff(place: HostPlace): Promise<void> {
  await stopHost(place);
}

/** Boots a host that has no power; its disk is as the power cut left it. Guests stay off. */
export async function powerOn(lab: Lab, place: HostPlace): Promise<void> {
  if (findInit(place) !== undefined) return;
  await plugHost(lab.paths, place, lab.state.subnet);
  await startHost(place, await ensureBootFiles(), lab.paths.sharedDir);
}
