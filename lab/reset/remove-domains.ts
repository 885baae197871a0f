import { isQemuOf, killOnHost, startDaemon } from "../faults/processes.ts";
import type { HostPlace } from "../parts/config.ts";
import { type DomainEntry, listDomains, virsh } from "../parts/domains.ts";
import { labError } from "../parts/errors.ts";
import { hostProcesses } from "../parts/host-process.ts";
import { signal } from "../parts/processes.ts";
import { until } from "../parts/run.ts";
import type { Lab } from "../parts/state.ts";

const leftoverOptions = ["--managed-save", "--snapshots-metadata", "--checkpoints-metadata", "--nvram"].join(" ");

/** Removes domains from a host whatever state or job they are in: QEMU is killed first, so nothing has to be waited for. */
export async function removeDomains(lab: Lab, place: HostPlace, unwanted: (entry: DomainEntry) => boolean): Promise<void> {
  const listed = (await listDomains(place)) ?? [];
  for (const { uuid } of listed.filter(unwanted)) killQemu(place, uuid);
  if (await until(6000, 200, () => undefineAll(place, unwanted))) return;
  await restartLibvirt(lab, place);
  for (const { uuid } of ((await listDomains(place)) ?? []).filter(unwanted)) killQemu(place, uuid);
  if (await until(6000, 200, () => undefineAll(place, unwanted))) return;
  throw labError("failed", `libvirt on ${place.host.name} does not let go of its domains`, "Run: npm run lab -- down, then up.");
}

/** Kills libvirtd as a crash would and starts it again. Running guests live on. */
export async function restartLibvirt(lab: Lab, place: HostPlace): Promise<void> {
  await killOnHost(lab, place, "libvirtd", "KILL").catch(() => 0);
  await startDaemon(place, "libvirtd");
}

async function undefineAll(place: HostPlace, unwanted: (entry: DomainEntry) => boolean): Promise<true | undefined> {
  const left = (await listDomains(place, 4000))?.filter(unwanted);
  if (left?.length === 0) return true;
  for (const { uuid } of left ?? []) {
    killQemu(place, uuid);
    await virsh(place, [`undefine ${uuid} ${leftoverOptions}`], { timeoutMs: 4000 });
  }
  return undefined;
}

function killQemu(place: HostPlace, uuid: string): void {
  for (const { pid } of hostProcesses(place).filter(isQemuOf(uuid))) signal(pid, "SIGKILL");
}
