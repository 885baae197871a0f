import { copyRefusal, destinationPath as pathAt } from "../migration/disks.ts";
import { needsPostCopy } from "../migration/option-uses.ts";
import type { Domain, DomainDisk, DomainNic } from "../model/domain.ts";
import type { MigrationMode, MigrationOptions, NicSource } from "../model/options.ts";

/** What the options mean to a rule. Null options are the matrix: nobody has chosen yet, and live is meant. */
type Chosen = MigrationOptions | null;

/** How the domain is to move; live when nobody has chosen. */
export function modeOf(options: Chosen): MigrationMode {
  return options?.mode ?? "live";
}

/** True when the guest's state travels: it goes on at the destination where it was, with all that it saw of its machine. */
export function carriesState(options: Chosen): boolean {
  const mode = modeOf(options);
  return mode === "live" || mode === "saved-state";
}

/** True when the copy becomes a domain of its own, beside the original. */
export function makesClone(options: Chosen): boolean {
  return options?.mode === "cold-copy" && options.newUuid;
}

/** True when VirtFerry itself takes the definition from the source (`virsh undefine`), not libvirt at the end of a migration. */
export function undefinesByHand(options: Chosen): boolean {
  return options !== null && !usesLibvirtPath(options) && options.undefineSource;
}

/** True when libvirt sends the guest's memory over a port of its own. */
export function usesDataPorts(options: Chosen): boolean {
  return modeOf(options) === "live" && options?.tunnelled !== true;
}

/** True when the source's libvirt talks to the destination's. */
export function usesLibvirtPath(options: Chosen): boolean {
  const mode = modeOf(options);
  return mode === "live" || mode === "offline";
}

/** True when the source logs in to the destination by ssh: for libvirt's connection, or to copy files. */
export function usesSsh(options: Chosen): boolean {
  return modeOf(options) !== "live" || (options?.connection ?? "ssh") === "ssh";
}

/** True when the guest may end up in post-copy: by hand, by the server, by a rung of the ladder or by the time limit. */
export function mayPostCopy(options: Chosen): boolean {
  return options !== null && options.mode === "live" && needsPostCopy(options);
}

/** Whether this disk's content is sent, by QEMU or as a file; every other writable disk must be shared storage. */
export function isCopied(options: Chosen, { target }: Pick<DomainDisk, "target">): boolean {
  if (options === null || (options.mode === "live" && options.storageCopy === "none")) return false;
  return options.copiedDisks.includes(target);
}

/** True when only what differs from the backing file is sent. */
export function copiesIncrement(options: Chosen): boolean {
  return options?.mode === "live" && options.storageCopy === "incremental";
}

/** The disks that are chosen for copying and can be copied in this mode. */
export function copiedDisks(options: Chosen, domain: Domain): readonly DomainDisk[] {
  return domain.disks.filter((disk) => isCopied(options, disk) && copyRefusal(disk, modeOf(options)) === null);
}

/** Where the disk's image shall lie at the destination: the chosen path, else the same as here. Null without one. */
export function destinationPath(options: Chosen, disk: Pick<DomainDisk, "target" | "source">): string | null {
  return pathAt(disk, options?.diskPaths ?? []);
}

/** The name that the domain shall have at the destination. */
export function destinationName(options: Chosen, { name }: Pick<Domain, "name">): string {
  return options?.destinationName ?? name;
}

/** Keys of the devices that are unplugged before the migration: `hostdev:...` and `nic:<mac>`, without the number of a second one. */
export function unpluggedKeys(options: Chosen): ReadonlySet<string> {
  return new Set((options?.hostDevices ?? []).map(({ key }) => key.replace(/#\d+$/, "")));
}

/** The NICs as they will be plugged in at the destination: with the chosen sources, and without those that are unplugged before. */
export function destinationNics(options: Chosen, domain: Pick<Domain, "nics">): readonly DomainNic[] {
  if (options === null) return domain.nics;
  const unplugged = unpluggedKeys(options);
  return domain.nics
    .filter(({ mac }) => !unplugged.has(`nic:${mac.toLowerCase()}`))
    .map((nic) => {
      const chosen = options.nicSources.find(({ mac }) => mac.toLowerCase() === nic.mac.toLowerCase());
      return chosen ? pluggedInto(nic, chosen) : nic;
    });
}

/** As setNicSource rewrites the definition: a portgroup stays from network to network, and a network brings its own port of a switch. */
function pluggedInto(nic: DomainNic, { type, source }: NicSource): DomainNic {
  const portgroup = nic.type === "network" && type === "network" ? nic.portgroup : null;
  const dropped = type === "network" && nic.type !== "network" ? { virtualPort: null } : {};
  return { ...nic, type, source, portgroup, ...(nic.virtualPort === undefined ? {} : dropped) };
}
