import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { GuestPlace, HostPlace } from "./config.ts";

/** A guest's serial log on one host, as a path of the machine. */
export function serialLogPath(host: HostPlace, guest: GuestPlace): string {
  return join(host.dir, "var-log-libvirt/serial", basename(guest.serialLogOnHost));
}

/** What a guest last said about itself. */
export interface Heartbeat {
  readonly count: number;
  /** Word for each disk: ok, new, BAD or stuck. */
  readonly disks: Readonly<Record<string, string>>;
  /** How many network cards the guest sees; undefined when the line does not say. */
  readonly nics: number | undefined;
}

/** The last counter line of a serial log, or undefined when there is none. */
export function lastHeartbeat(logPath: string): Heartbeat | undefined {
  try {
    return readHeartbeat(readFileSync(logPath, "utf8"));
  } catch {
    return undefined;
  }
}

/** The last counter line in a piece of a serial log, or undefined when there is none. */
export function readHeartbeat(text: string): Heartbeat | undefined {
  const line = text
    .slice(0, text.lastIndexOf("\n"))
    .match(/ count=\d+.*/g)
    ?.at(-1);
  if (!line) return undefined;
  const disks = Object.fromEntries([...line.matchAll(/(vd\w)=(\w+)/g)].map(([, disk, word]) => [disk ?? "", word ?? ""]));
  const nics = /nics=(\d+)/.exec(line)?.[1];
  return { count: Number(/count=(\d+)/.exec(line)?.[1]), disks, nics: nics === undefined ? undefined : Number(nics) };
}
