import { type Fact, known, unknown } from "../model/fact.ts";

/** Reads /proc/loadavg: the load of the last 1, 5 and 15 minutes. */
export function parseLoadavg(text: string): Fact<readonly [number, number, number]> {
  const match = /^(\d{1,6}\.\d{1,4}) (\d{1,6}\.\d{1,4}) (\d{1,6}\.\d{1,4}) /.exec(text.trimStart());
  if (!match) return unknown("/proc/loadavg is not readable");
  return known([Number(match[1]), Number(match[2]), Number(match[3])]);
}
