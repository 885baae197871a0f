import { statSync } from "node:fs";
import type { GuestPlace, HostPlace } from "../parts/config.ts";
import { decoyEntry, readDefinition, recordedDefinition } from "../parts/definitions.ts";
import { type DomainEntry, virsh } from "../parts/domains.ts";
import { filePrints } from "../parts/file-prints.ts";
import { lastHeartbeat, serialLogPath } from "../parts/serial-log.ts";
import { hostOf, type Lab } from "../parts/state.ts";

/** What each host's libvirt lists. */
export type Inventory = readonly { readonly place: HostPlace; readonly domains: readonly DomainEntry[] }[];

/** The keys of the guests (and the decoy) that are not as `up` left them. */
export async function findChanged(lab: Lab, inventory: Inventory): Promise<string[]> {
  const checked = await Promise.all([
    ...lab.guests.map(async (guest) => ((await isAsItWas(lab, inventory, guest)) ? [] : [guest.guest.key])),
    isDecoyAsItWas(lab, inventory).then((same) => (same ? [] : [decoyEntry.key])),
  ]);
  return checked.flat();
}

async function isAsItWas(lab: Lab, inventory: Inventory, place: GuestPlace): Promise<boolean> {
  const { guest, uuid } = place;
  if (!isOnlyAt(inventory, uuid, guest.home, guest.running ? "running" : "shut off")) return false;
  if (!(await isDefinedAsBefore(lab, guest.key, guest.home, uuid))) return false;
  if (!guest.running) return (await recordedDefinition(lab, guest.key))?.files === (await filePrints(lab, place));
  const home = hostOf(lab, guest.home);
  const job = await virsh(home, ["domjobinfo", "--rawstats", uuid], { timeoutMs: 5000 });
  return /^Job type: 0$/m.test(job.stdout) && isAliveAndWell(serialLogPath(home, place));
}

async function isDecoyAsItWas(lab: Lab, inventory: Inventory): Promise<boolean> {
  const { key, host, uuid } = decoyEntry;
  return isOnlyAt(inventory, uuid, host, "shut off") && isDefinedAsBefore(lab, key, host, uuid);
}

function isOnlyAt(inventory: Inventory, uuid: string, host: string, state: string): boolean {
  const seen = inventory.flatMap(({ place, domains }) =>
    domains.filter((entry) => entry.uuid === uuid).map((entry) => ({ host: place.host.name, entry })),
  );
  const [only] = seen;
  return seen.length === 1 && only?.host === host && only.entry.state === state;
}

async function isDefinedAsBefore(lab: Lab, key: string, host: string, uuid: string): Promise<boolean> {
  const [before, now] = await Promise.all([recordedDefinition(lab, key), readDefinition(lab, host, uuid)]);
  return before !== undefined && now !== undefined && before.inactive === now.inactive && before.live === now.live;
}

/** The serial line is fresh and says that every disk is well. */
function isAliveAndWell(logPath: string): boolean {
  const beat = lastHeartbeat(logPath);
  if (!beat) return false;
  const isFresh = Date.now() - statSync(logPath).mtimeMs < 5000;
  return isFresh && Object.values(beat.disks).every((word) => word === "ok" || word === "new");
}
