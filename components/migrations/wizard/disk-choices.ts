import type { DomainDisk, MigrationMode } from "@/lib/contract/index.ts";
import { copyRefusal, writableDisks } from "@/lib/core/migration/disks.ts";

/**
 * Targets of the disks that a VM cannot move without: written to, on local storage, and such that they can be copied. A clone takes every
 * disk that is written to: it must not write to its original's.
 */
export function preselectedDisks(disks: readonly DomainDisk[], mode: MigrationMode, clone: boolean): readonly string[] {
  return writableDisks({ disks })
    .filter((disk) => (clone || disk.sharing === "local") && copyRefusal(disk, mode) === null)
    .map((disk) => disk.target);
}

/** What the storage of a VM comes to with these disks copied. */
export function storageKind(disks: readonly DomainDisk[], copied: readonly string[]): "none" | "shared" | "copied" | "mixed" {
  const written = writableDisks({ disks });
  const count = written.filter((disk) => copied.includes(disk.target)).length;
  if (count === 0) return written.length === 0 ? "none" : "shared";
  return count === written.length ? "copied" : "mixed";
}

/**
 * True unless one of these disks is raw: a raw image has no backing file that could be there already. Whether the others have one is not in
 * their migratable definition; the preflight looks into the images.
 */
export function canBeIncremental(disks: readonly DomainDisk[], copied: readonly string[]): boolean {
  const chosen = disks.filter((disk) => copied.includes(disk.target));
  return chosen.length > 0 && chosen.every((disk) => disk.format !== "raw");
}
