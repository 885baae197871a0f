import { numberFormat } from "./number.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unit(locale: string, value: number, name: string, display: "narrow" | "short"): string {
  return numberFormat(locale, { style: "unit", unit: name, unitDisplay: display, maximumFractionDigits: 1 }).format(value);
}

/**
 * A length of time in ms for people, in at most two units: 180 ms, 4.2 s, 41 s, 3m 12s, 2h 5m, 3d 4h (and 180毫秒, 3分钟 12秒).
 * Negative input counts as 0.
 */
export function formatDuration(locale: string, ms: number): string {
  const length = Math.max(0, ms);
  if (Math.round(length) < SECOND) return unit(locale, Math.round(length), "millisecond", "short");
  if (length < 10 * SECOND) return unit(locale, Math.max(1, Math.floor(length / 100) / 10), "second", "narrow");
  if (length < MINUTE) return unit(locale, Math.floor(length / SECOND), "second", "narrow");
  const steps: readonly (readonly [number, string, number, string])[] = [
    [DAY, "day", HOUR, "hour"],
    [HOUR, "hour", MINUTE, "minute"],
    [MINUTE, "minute", SECOND, "second"],
  ];
  const [big, bigName, small, smallName] = steps.find(([size]) => length >= size) ?? [MINUTE, "minute", SECOND, "second"];
  const rest = Math.floor((length % big) / small);
  const head = unit(locale, Math.floor(length / big), bigName, "narrow");
  return rest === 0 ? head : `${head} ${unit(locale, rest, smallName, "narrow")}`;
}

/** A running time as a clock, hh:mm:ss, the same width all the time. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
