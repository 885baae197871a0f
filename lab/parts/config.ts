import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Guest, type GuestDisk, guests } from "../guests.ts";
import { type Host, hosts } from "../hosts.ts";
import { labError } from "./errors.ts";

/** Everything that follows from a lab's name and its subnet number: names and paths. */
export interface LabPaths {
  readonly lab: string;
  readonly stateDir: string;
  readonly stateFile: string;
  readonly lockFile: string;
  readonly keysDir: string;
  readonly sharedDir: string;
  readonly bridge: string;
}

export interface HostPlace {
  readonly host: Host;
  readonly dir: string;
  readonly netns: string;
  readonly link: string;
  readonly address: string;
  /** A second address on the same card, as a migration network has. */
  readonly migrationAddress: string;
  readonly uuid: string;
}

export interface GuestPlace {
  readonly guest: Guest;
  readonly uuid: string;
  readonly mac: string;
  /** Of the second card, if it has one. */
  readonly spareMac: string;
  readonly address: string;
  readonly serialLogOnHost: string;
}

export const stateRoot = "/var/lib/virtferry-lab";
export const cacheDir = "/var/cache/virtferry-lab";
export const globalLockFile = "/var/lib/virtferry-lab.lock";
export const labSourceDir = fileURLToPath(new URL("..", import.meta.url));
export const imagesDir = "/var/lib/libvirt/images";
export const bootDirOnHost = "/var/lib/libvirt/boot";
export const smallDir = "/srv/small";
/** Holds the block devices lun0 and lun1 of a host that has some. */
export const blockDir = "/srv/block";
export const nvramDir = "/var/lib/libvirt/qemu/nvram";
export const tpmRoot = "/var/lib/libvirt/swtpm";
const serialDir = "/var/log/libvirt/serial";

/** The lab's name from VIRTFERRY_LAB. */
export function labName(): string {
  const name = process.env.VIRTFERRY_LAB || "vf";
  if (!/^[a-z0-9]{1,6}$/.test(name)) {
    throw labError("usage", `VIRTFERRY_LAB=${name} is not a lab name`, "Use 1 to 6 of a-z and 0-9.");
  }
  return name;
}

/** Paths of a lab by its name. */
export function labPaths(lab: string = labName()): LabPaths {
  const stateDir = join(stateRoot, lab);
  return {
    lab,
    stateDir,
    stateFile: join(stateDir, "state.json"),
    lockFile: `${stateRoot}.${lab}.lock`,
    keysDir: join(stateDir, "keys"),
    sharedDir: join(stateDir, "shared"),
    bridge: `${lab}-br`,
  };
}

/** Names, paths and addresses of each host. */
export function hostPlaces(paths: LabPaths, subnet: number): HostPlace[] {
  return hosts.map((host, index) => ({
    host,
    dir: join(paths.stateDir, "hosts", host.name),
    netns: `${paths.lab}-${host.name}`,
    link: `${paths.lab}-${host.name}`,
    address: `10.77.${subnet}.${11 + index}`,
    migrationAddress: `10.77.${subnet}.${21 + index}`,
    uuid: `7a6b0000-0000-4000-8000-0000000000${11 + index}`,
  }));
}

/** Fixed uuid, mac, address and serial log of each guest. */
export function guestPlaces(subnet: number): GuestPlace[] {
  return guests.map((guest, index) => ({
    guest,
    uuid: `7a6b0001-0000-4000-8000-0000000000${String(index + 1).padStart(2, "0")}`,
    mac: `52:54:00:77:${hex(subnet)}:${hex(index + 1)}`,
    spareMac: `52:54:00:78:${hex(subnet)}:${hex(index + 1)}`,
    address: `10.77.${subnet}.${101 + index}`,
    serialLogOnHost: `${serialDir}/${guest.key}.log`,
  }));
}

/** Where a disk image lies, as the hosts see it. */
export function diskPath(guest: Guest, disk: GuestDisk): string {
  if (disk.storage === "block") return `${blockDir}/lun0`;
  const file = `${guest.key}-${disk.target}.${diskFormat(disk)}`;
  return disk.storage === "shared" ? `/srv/shared/${file}` : `${imagesDir}/${file}`;
}

/** The base image of an overlay, beside it. */
export function basePath(guest: Guest): string {
  return `${imagesDir}/${guest.key}-base.qcow2`;
}

/** The format of a disk's image. */
export function diskFormat(disk: GuestDisk): "qcow2" | "raw" {
  return disk.storage === "block" ? "raw" : (disk.format ?? "qcow2");
}

/** Where a guest with UEFI keeps its variables, as the hosts see it. */
export function nvramPath(guest: Guest): string {
  return `${nvramDir}/${guest.key}_VARS.fd`;
}

/** Where libvirt keeps the state of a guest's TPM. */
export function tpmDir(uuid: string): string {
  return `${tpmRoot}/${uuid}/tpm2`;
}

/** The address of the machine itself on the lab's bridge. */
export function gatewayAddress(subnet: number): string {
  return `10.77.${subnet}.1`;
}

function hex(value: number): string {
  return value.toString(16).padStart(2, "0");
}
