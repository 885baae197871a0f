import { readFileSync, statSync } from "node:fs";
import { readHeartbeat, serialLogPath } from "../parts/serial-log.ts";
import { guestOf, hostOf, openLab } from "../parts/state.ts";

/** How long a guest's serial log on one host was at some time, bytes: what is behind it was written later. */
export interface SerialMark {
  readonly host: string;
  readonly bytes: number;
}

/** A crash of a guest's kernel, as the guest itself wrote it on its serial port. */
export interface KernelCrash {
  readonly host: string;
  /** How far the guest had counted on this host, after the mark, when it crashed; null when it had not written a count there. */
  readonly count: number | null;
  /** The kernel's own lines, the first few. */
  readonly words: string;
}

/** What the kernel says of itself when it cannot go on. A lockup or a stall is none of it: a slow machine makes those. */
const CRASH =
  /BUG: (?!soft lockup|workqueue lockup)|general protection fault|kernel BUG at|Oops:|Kernel panic - not syncing|(?:invalid opcode|stack segment|divide error|double fault): \d+/;
const TELLING = /RIP: |Comm: |Code: Bad/;
const LINES = 4;

/** Where a guest's serial log on a host ends now. */
export async function markSerial(guestWord: string, host: string): Promise<SerialMark> {
  return { host, bytes: statSync(await pathOf(guestWord, host), { throwIfNoEntry: false })?.size ?? 0 };
}

/** The first crash that a guest wrote behind each of the marks that are given; nothing for a mark whose log is another one by now. */
export async function crashesSince(
  guestWord: string,
  marks: readonly (SerialMark | null | undefined)[],
): Promise<readonly KernelCrash[]> {
  const found = await Promise.all(marks.map((mark) => (mark ? crashSince(guestWord, mark) : null)));
  return found.filter((crash) => crash !== null);
}

async function crashSince(guestWord: string, { host, bytes }: SerialMark): Promise<KernelCrash | null> {
  const path = await pathOf(guestWord, host);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined || size < bytes) return null;
  const found = findCrash(readFileSync(path).subarray(bytes).toString());
  return found && { host, ...found };
}

/** The first crash in a piece of a serial log. */
export function findCrash(text: string): Omit<KernelCrash, "host"> | null {
  const at = text.search(CRASH);
  if (at < 0) return null;
  const begin = text.lastIndexOf("\n", at) + 1;
  const lines = text
    .slice(begin)
    .split("\n")
    .filter((line) => CRASH.test(line) || TELLING.test(line))
    .slice(0, LINES)
    .map((line) => line.replace(/[^\x20-\x7e]/g, "").trim());
  return { count: readHeartbeat(text.slice(0, begin))?.count ?? null, words: lines.join(" / ") };
}

async function pathOf(guestWord: string, host: string): Promise<string> {
  const lab = await openLab();
  return serialLogPath(hostOf(lab, host), guestOf(lab, guestWord));
}
