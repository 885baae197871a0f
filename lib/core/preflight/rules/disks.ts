import { writableDisks } from "../../migration/disks.ts";
import type { Domain, DomainDisk } from "../../model/domain.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { isCopied } from "../choices.ts";
import { devicePaths } from "../device-paths.ts";

/** Drives with a medium that the guest only reads: it must be there, the same bytes are enough. */
export function readOnlyDisks(domain: Domain): readonly DomainDisk[] {
  return domain.disks.filter(({ source, readonly, device }) => source !== null && (readonly || device === "cdrom"));
}

/** True when a path on the host stands behind the disk: a file, a device or a folder. */
export function isPathDisk({ type, source }: Pick<DomainDisk, "type" | "source">): boolean {
  return type !== "network" && source?.startsWith("/") === true;
}

/** A disk's image and what it is built on, as far as these are paths on the host. */
export function pathsOfDisk({ source, backingFiles }: Pick<DomainDisk, "source" | "backingFiles">): readonly string[] {
  return [...(source === null ? [] : [source]), ...backingFiles].filter((path) => path.startsWith("/"));
}

/** Every path whose storage must be proven the same: writable images and what they are built on. */
export function pathsToProve(domain: Domain): readonly string[] {
  return [...new Set(writableDisks(domain).filter(isPathDisk).flatMap(pathsOfDisk))];
}

/** Drives whose medium the destination must have already: those that are not copied. */
export function mediaNeeded(domain: Domain, options: MigrationOptions | null): readonly DomainDisk[] {
  return readOnlyDisks(domain).filter((disk) => isPathDisk(disk) && !isCopied(options, disk));
}

/** Every file that the destination must have, apart from the images themselves. */
export function filesNeeded(domain: Domain, options: MigrationOptions | null): readonly string[] {
  const media = mediaNeeded(domain, options).map(({ source }) => source);
  const behind = devicePaths(domain).map(({ needed }) => needed);
  const all = [...media, ...domain.kernelFiles, domain.loader, domain.emulator, ...behind];
  return [...new Set(all.filter((path) => path !== null).filter((path) => path.startsWith("/")))];
}

/** A disk in one line, as evidence. */
export function diskText({ target, type, source }: DomainDisk): string {
  return `${target} ${type} ${source ?? "-"}`;
}
