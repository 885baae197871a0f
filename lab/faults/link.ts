import type { HostPlace } from "../parts/config.ts";
import { mustRun } from "../parts/run.ts";

/** Pulls the host's network cable, or plugs it in again. Only this host's own. */
export async function setLink(place: HostPlace, state: "up" | "down"): Promise<void> {
  await mustRun(["ip", "link", "set", place.link, state]);
}
