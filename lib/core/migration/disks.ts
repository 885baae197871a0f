import type { Domain, DomainDisk } from "../model/domain.ts";
import type { MigrationMode } from "../model/options.ts";

/** Why a disk cannot be copied: keys below `options.disks`. */
export type CopyRefusal = "empty" | "readonly" | "removable" | "block" | "network" | "volume" | "special" | "transient";

/** Disks that the guest may write to. libvirt's own check of the storage leaves out the same ones: empty and read-only (every CD drive is). */
export function writableDisks(domain: Pick<Domain, "disks">): readonly DomainDisk[] {
  return domain.disks.filter((disk) => disk.source !== null && !disk.readonly && disk.device !== "cdrom");
}

/** Writable disks that are not copied, so that both hosts must see the same storage behind them. */
export function sharedDisks(domain: Pick<Domain, "disks">, copied: readonly string[]): readonly DomainDisk[] {
  return writableDisks(domain).filter(({ target }) => !copied.includes(target));
}

/**
 * Why this disk cannot be copied in this mode, or null. QEMU's block copy refuses empty and read-only disks; files that we copy ourselves may be
 * read-only. Devices and network disks are never copied: preparing them at the destination is the storage's business.
 */
export function copyRefusal(
  disk: Pick<DomainDisk, "source" | "readonly" | "device" | "type" | "transient">,
  mode: MigrationMode,
): CopyRefusal | null {
  if (disk.source === null) return "empty";
  if (disk.type === "block") return "block";
  if (disk.type === "network") return "network";
  if (disk.type === "volume") return "volume";
  if (disk.type !== "file") return "special";
  if (disk.transient) return "transient";
  if (mode !== "live") return null;
  if (disk.device === "cdrom" || disk.device === "floppy") return "removable";
  return disk.readonly ? "readonly" : null;
}

/** Where the disk's image shall lie at the destination: another path if one was chosen, else the same. Null for an empty drive. */
export function destinationPath(
  disk: Pick<DomainDisk, "target" | "source">,
  diskPaths: readonly { readonly target: string; readonly path: string }[],
): string | null {
  return diskPaths.find(({ target }) => target === disk.target)?.path ?? disk.source;
}
