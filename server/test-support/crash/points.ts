import { appendFileSync } from "node:fs";

/**
 * The steps of a migration's driver, counted from the moment its record is stored: each write of the record, each command on a host. At the one that
 * VIRTFERRY_CRASH names ("before", "sent" or "after", then which of that name: "after 2 write running/pre-copy") the process kills itself with SIGKILL;
 * every step is written to the file that VIRTFERRY_CRASH_TRACE names, as "7 write running/pre-copy". By name and not by number: two runs differ by a
 * step or two, and commands that are sent together swap.
 */
const [, moment = "", wantedTime = "", wantedName = ""] = /^(\w+) (\d+) (.+)$/.exec(process.env.VIRTFERRY_CRASH ?? "") ?? [];
const trace = process.env.VIRTFERRY_CRASH_TRACE;
/** Long enough for the bytes to leave, short enough for no answer to be heard, ms. */
const SENT_MS = 3;

let count = 0;
let times = 0;
let target: number | null = null;
let armed = false;

/** Counting begins. */
export function arm(): void {
  armed = true;
}

/** One step: gives its number and dies if it is the one, before it is done. Null while nothing is counted. */
export function stepBegins(what: string): number | null {
  if (!armed) return null;
  count += 1;
  if (trace) appendFileSync(trace, `${count} ${what}\n`);
  if (what !== wantedName) return count;
  times += 1;
  if (String(times) !== wantedTime) return count;
  target = count;
  if (moment === "before") die();
  if (moment === "sent") setTimeout(die, SENT_MS);
  return count;
}

/** The same step is done, and nobody has heard of it. */
export function stepDone(number: number | null): void {
  if (number !== null && moment === "after" && number === target) die();
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}
