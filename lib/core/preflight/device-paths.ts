import type { Domain } from "../model/domain.ts";

/** libvirt makes these by itself, on whatever host. */
const OWN_FOLDERS = /^(\/var)?\/run\/libvirt\/|^\/var\/lib\/libvirt\/qemu\/|^\/dev\/pts\//;

/** What the destination must have for one file, socket or device behind a serial port, a channel and the like: the device itself, else the folder. */
export interface DevicePath {
  readonly path: string;
  readonly needed: string;
}

/** Behind the serial ports, channels and the like of a domain, without what libvirt makes by itself. */
export function devicePaths({ needs }: Pick<Domain, "needs">): readonly DevicePath[] {
  return (needs?.devicePaths ?? [])
    .filter((path) => path.startsWith("/") && !OWN_FOLDERS.test(path))
    .map((path) => ({ path, needed: path.startsWith("/dev/") ? path : path.slice(0, path.lastIndexOf("/")) || "/" }));
}
