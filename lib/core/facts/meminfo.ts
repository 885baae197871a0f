import { type Fact, known, unknown } from "../model/fact.ts";

export interface MemoryInfo {
  readonly totalBytes: Fact<number>;
  readonly availableBytes: Fact<number>;
}

/** Reads /proc/meminfo (its "kB" are KiB). MemAvailable is absent before Linux 3.14. */
export function parseMeminfo(text: string): MemoryInfo {
  return { totalBytes: line(text, "MemTotal"), availableBytes: line(text, "MemAvailable") };
}

function line(text: string, name: "MemTotal" | "MemAvailable"): Fact<number> {
  const kib = new RegExp(`^${name}:\\s+(\\d{1,12}) kB\\s*$`, "m").exec(text.slice(0, 65_536))?.[1];
  return kib === undefined ? unknown(`/proc/meminfo has no ${name}`) : known(Number(kib) * 1024);
}
