import type { HostPlace } from "../parts/config.ts";
import { virsh } from "../parts/domains.ts";
import { labError } from "../parts/errors.ts";

/** Stops a storage pool of a host, or starts it. */
export async function setPool(place: HostPlace, pool: string, state: "on" | "off"): Promise<void> {
  const { exitCode, stderr } = await virsh(place, [state === "off" ? "pool-destroy" : "pool-start", pool]);
  if (exitCode === 0 || /is not active|already active/.test(stderr)) return;
  throw labError("failed", `${pool} on ${place.host.name}: ${stderr.trim()}`);
}
