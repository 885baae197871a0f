import type { XmlElement } from "libxml2-wasm";
import type { DomainDisk } from "../model/domain.ts";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

/** A disk as its definition has it; capacity and sharing are found out elsewhere. */
export type DiskDefinition = Omit<DomainDisk, "capacityBytes" | "allocationBytes" | "sharing" | "sharingReason">;

const DEVICES = ["disk", "cdrom", "floppy", "lun"] as const;
/** libvirt limits the chain to 200 images. */
const MAX_BACKING_FILES = 200;

/** The disks below a `<domain>` element, in its order. A disk without a target is left out: nothing could address it. */
export function readDisks(root: XmlElement): DiskDefinition[] {
  return elementsAt(root, "devices/disk").flatMap((disk) => {
    const target = textAt(disk, "target/@dev");
    if (!target) return [];
    const device = attributeOf(disk, "device") ?? "disk";
    return [
      {
        target,
        bus: textAt(disk, "target/@bus"),
        type: attributeOf(disk, "type") ?? "file",
        device: DEVICES.find((known) => known === device) ?? "disk",
        source: sourceOf(disk),
        format: textAt(disk, "driver/@type"),
        cache: textAt(disk, "driver/@cache"),
        readonly: disk.get("readonly") !== null,
        shareable: disk.get("shareable") !== null,
        transient: disk.get("transient") !== null,
        encrypted: disk.get("encryption|source/encryption") !== null,
        backingFiles: backingFiles(disk),
      },
    ];
  });
}

/** Path, device, `protocol:name` of a network disk, or `pool/volume`. Credentials of a network disk are never read. */
function sourceOf(disk: XmlElement): string | null {
  const source = elementsAt(disk, "source")[0];
  if (!source) return null;
  const protocol = attributeOf(source, "protocol");
  if (protocol !== null) return `${protocol}:${attributeOf(source, "name") ?? ""}`;
  const pool = attributeOf(source, "pool");
  if (pool !== null) return `${pool}/${attributeOf(source, "volume") ?? ""}`;
  for (const name of ["file", "dev", "dir", "path"]) {
    const value = attributeOf(source, name);
    if (value !== null) return value;
  }
  return null;
}

/** Files and devices below the top image, nearest first. The inactive definition of a domain that never ran lists none. */
function backingFiles(disk: XmlElement): string[] {
  return disk
    .find(".//backingStore/source/@file|.//backingStore/source/@dev")
    .slice(0, MAX_BACKING_FILES)
    .map((node) => node.content);
}
