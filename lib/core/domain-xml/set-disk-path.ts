import type { Element } from "@xmldom/xmldom";
import type { DiskPath } from "../model/options.ts";
import { at, attribute, child, childElements, devices, insert, remove, setAttribute } from "./elements.ts";
import { shown } from "./xml-text.ts";

const PLAIN = ["file", "block"];
/** Types whose data can be copied into a file or device; the others (dir, nvme, vhostuser, vdpa) are no images. */
const MOVABLE = [...PLAIN, "volume", "network"];
/** File systems that the kernel mounts below /dev: what lies there is a file. */
const FILES_BELOW_DEV = /^\/dev\/(shm|hugepages|mqueue)\//;

/**
 * Points the disk with that target at a file, or at a device when the path is below /dev/. The backing chain and `data_file` below it are
 * dropped, because libvirt finds out at the destination what the image there stands on; so is all that named its place on another storage
 * (pool, network hosts and their credentials, a passed file descriptor). Labels and encryption stay.
 * Throws a RangeError for a target that is not there, a path that is not absolute, and a type that is no image.
 */
export function setDiskPath(domain: Element, { target, path }: DiskPath): void {
  const disk = devices(domain, "disk").find((one) => attribute(at(one, "target"), "dev") === target);
  if (!disk) throw new RangeError(`the definition has no disk ${shown(target)}`);
  if (!path.startsWith("/") || path.endsWith("/")) {
    throw new RangeError(`the path of disk ${target} is not that of a file or device: ${shown(path)}`);
  }
  const was = attribute(disk, "type") ?? "file";
  if (!MOVABLE.includes(was)) throw new RangeError(`disk ${target} is of type ${shown(was)}, which has no path to change`);
  const type = isDevicePath(path) ? "block" : "file";
  if (attribute(disk, "device") === "lun" && type === "file") {
    throw new RangeError(`disk ${target} passes SCSI commands on (device='lun') and needs a block device, not ${shown(path)}`);
  }
  setAttribute(disk, "type", type);
  const source = child(disk, "source") ?? insert(disk, "source", child(disk, "target"));
  const policy = attribute(source, "startupPolicy");
  for (const { name } of [...source.attributes]) source.removeAttribute(name);
  setAttribute(source, type === "block" ? "dev" : "file", path);
  if (policy !== null) setAttribute(source, "startupPolicy", policy);
  for (const part of childElements(source)) if (!stays(part, was)) remove(part);
  for (const name of PLAIN.includes(was) ? ["backingStore"] : ["backingStore", "auth"]) {
    const part = child(disk, name);
    if (part) remove(part);
  }
}

/** True for a block device's path. */
function isDevicePath(path: string): boolean {
  return path.startsWith("/dev/") && !FILES_BELOW_DEV.test(path);
}

function stays(part: Element, was: string): boolean {
  if (part.localName === "dataStore") return false;
  if (was !== "network") return true;
  // librbd's encryption is done by the RBD client, which a file does not have.
  return part.localName === "seclabel" || (part.localName === "encryption" && attribute(part, "engine") !== "librbd");
}
