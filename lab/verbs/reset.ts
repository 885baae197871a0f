import { rm } from "node:fs/promises";
import { healHost } from "../faults/heal.ts";
import { awaitGuests } from "../parts/await-guests.ts";
import { type HostPlace, labPaths } from "../parts/config.ts";
import { decoyEntry, recordDefinitions } from "../parts/definitions.ts";
import { listDomains, virsh } from "../parts/domains.ts";
import { labError } from "../parts/errors.ts";
import { defineDecoy, defineGuests } from "../parts/guest-setup.ts";
import { withLock } from "../parts/lock.ts";
import { requireMachine } from "../parts/machine.ts";
import { placeFiles } from "../parts/place-files.ts";
import { say } from "../parts/say.ts";
import { serialLogPath } from "../parts/serial-log.ts";
import { hostOf, type Lab, openLab } from "../parts/state.ts";
import { findChanged, type Inventory } from "../reset/find-changed.ts";
import { removeDomains, restartLibvirt } from "../reset/remove-domains.ts";
import { removeLeftoverFiles, removeSharedLeftovers, restoreConfig } from "../reset/restore-files.ts";
import { restoreSurroundings } from "../reset/surroundings.ts";

/** Puts the lab back to how `up` left it. Guests that nobody touched go on running. */
export async function reset(): Promise<void> {
  await requireMachine();
  const paths = labPaths();
  await withLock(paths.lockFile, 120_000, async () => {
    const lab = await openLab(paths);
    const inventory = await Promise.all(lab.hosts.map((place) => prepareHost(lab, place)));
    const changed = await findChanged(lab, inventory);
    await rebuild(lab, changed);
    say(changed.length === 0 ? "reset: nothing had changed" : `reset: made anew: ${changed.join(", ")}`);
  });
}

/** Faults off, configuration back, libvirt answering. */
async function prepareHost(lab: Lab, place: HostPlace): Promise<Inventory[number]> {
  await healHost(lab, place);
  if (await restoreConfig(place)) await restartLibvirt(lab, place);
  let domains = await listDomains(place, 5000);
  if (!domains) {
    await restartLibvirt(lab, place);
    domains = await listDomains(place, 15_000);
  }
  if (!domains) throw labError("failed", `libvirt on ${place.host.name} does not answer`, "Run: npm run lab -- down, then up.");
  return { place, domains };
}

async function rebuild(lab: Lab, changed: readonly string[]): Promise<void> {
  const untouched = new Set([
    ...lab.guests.filter(({ guest }) => !changed.includes(guest.key)).map(({ uuid }) => uuid),
    ...(changed.includes(decoyEntry.key) ? [] : [decoyEntry.uuid]),
  ]);
  const redone = lab.guests.filter(({ guest }) => changed.includes(guest.key));
  await Promise.all(
    lab.hosts.map(async (place) => {
      await removeDomains(lab, place, ({ uuid }) => !untouched.has(uuid));
      await removeLeftoverFiles(lab, place);
      await restoreSurroundings(lab, place);
    }),
  );
  await removeSharedLeftovers(lab);
  await Promise.all(
    redone.map(async (guest) => {
      await placeFiles(lab, guest);
      await rm(serialLogPath(hostOf(lab, guest.guest.home), guest), { force: true });
    }),
  );
  await Promise.all(
    lab.hosts.map(async (place) => {
      const atHome = lab.guests.filter(({ guest }) => guest.home === place.host.name);
      for (const { uuid } of atHome.filter((guest) => !redone.includes(guest)))
        await virsh(place, ["autostart", "--disable", uuid]);
      await defineGuests(
        place,
        atHome.filter((guest) => redone.includes(guest)),
      );
      if (place.host.name === decoyEntry.host && changed.includes(decoyEntry.key)) await defineDecoy(place);
    }),
  );
  await awaitGuests(lab, redone, () => undefined);
  await recordDefinitions(lab, changed);
}
