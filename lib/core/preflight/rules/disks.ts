import type { Domain, DomainDisk } from "../../model/domain.ts";

/** Disks that the guest may write: these must be the same storage on both hosts, or data is lost. */
export function writableDisks(domain: Domain): readonly DomainDisk[] {
  return domain.disks.filter(({ source, readonly, device }) => source !== null && !readonly && device !== "cdrom");
}

/** Drives with a medium that the guest only reads: it must be there, the same bytes are enough. */
export function readOnlyDisks(domain: Domain): readonly DomainDisk[] {
  return domain.disks.filter(({ source, readonly, device }) => source !== null && (readonly || device === "cdrom"));
}

/** True when a path on the host stands behind the disk: a file, a device or a folder. */
export function isPathDisk({ type, source }: Pick<DomainDisk, "type" | "source">): boolean {
  return type !== "network" && source?.startsWith("/") === true;
}

/** Every path whose storage must be proven the same: writable images and what they are built on. */
export function pathsToProve(domain: Domain): readonly string[] {
  const paths = writableDisks(domain)
    .filter(isPathDisk)
    .flatMap(({ source, backingFiles }) => [...(source === null ? [] : [source]), ...backingFiles]);
  return [...new Set(paths.filter((path) => path.startsWith("/")))];
}

/** Every file that the destination must have, apart from the images themselves. */
export function filesNeeded(domain: Domain): readonly string[] {
  const media = readOnlyDisks(domain)
    .filter(isPathDisk)
    .map(({ source }) => source);
  const all = [...media, ...domain.kernelFiles, domain.loader, domain.emulator];
  return [...new Set(all.filter((path) => path !== null).filter((path) => path.startsWith("/")))];
}

/** A disk in one line, as evidence. */
export function diskText({ target, type, source }: DomainDisk): string {
  return `${target} ${type} ${source ?? "-"}`;
}
