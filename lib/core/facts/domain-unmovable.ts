import type { XmlElement } from "libxml2-wasm";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

/**
 * Devices with which libvirt or QEMU refuse to migrate (libvirt: qemuMigrationSrcIsAllowed), as "element kind", e.g. "interface vdpa". Transient
 * disks, host devices, file systems and TPMs are described elsewhere in the domain.
 */
export function readUnmovable(root: XmlElement): string[] {
  const disks = elementsAt(root, "devices/disk").flatMap((disk) => {
    const type = attributeOf(disk, "type") ?? "file";
    return type === "nvme" || type === "vhostuser" || type === "vhostvdpa"
      ? [`disk ${type} ${textAt(disk, "target/@dev") ?? ""}`]
      : [];
  });
  const nics = elementsAt(root, "devices/interface")
    .filter((nic) => attributeOf(nic, "type") === "vdpa")
    .map((nic) => `interface vdpa ${textAt(nic, "source/@dev") ?? ""}`);
  // Only the master of a plain or doorbell shmem may migrate; the legacy model never.
  const memories = elementsAt(root, "devices/shmem")
    .filter((shmem) => textAt(shmem, "model/@type") === "ivshmem" || attributeOf(shmem, "role") !== "master")
    .map((shmem) => `shmem ${attributeOf(shmem, "name") ?? ""}`);
  return [...new Set([...disks, ...nics, ...memories].map((device) => device.trim()))];
}
