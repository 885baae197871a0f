import { numberFormat } from "./number.ts";

/** Binary steps with their IEC names; the names are Latin in every language. */
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** Splits bytes into a figure below 1024 and its unit, so that "1024 KiB" becomes "1 MiB". */
function scale(bytes: number): { readonly value: number; readonly unit: string; readonly step: number } {
  let value = Math.abs(bytes);
  let step = 0;
  // 1023.95 would be printed as 1024: rounding to one place belongs to the choice of the unit.
  while (step < UNITS.length - 1 && Math.round(value * 10) / 10 >= 1024) {
    value /= 1024;
    step += 1;
  }
  return { value, unit: UNITS[step] ?? "B", step };
}

/** A figure: none below KiB; one decimal place up to 100, none above. */
function figure(locale: string, value: number, step: number): string {
  const decimals = step === 0 || value >= 100 ? 0 : 1;
  return numberFormat(locale, { maximumFractionDigits: decimals }).format(value);
}

/** Bytes for people, in binary units: 0 B, 512 B, 1.5 KiB, 112 MiB, 4 GiB. Negative or non-finite input gives 0 B. */
export function formatBytes(locale: string, bytes: number): string {
  const { value, unit, step } = scale(Number.isFinite(bytes) && bytes > 0 ? bytes : 0);
  return `${figure(locale, value, step)} ${unit}`;
}

/** Bytes per second for people: 112 MiB/s. */
export function formatRate(locale: string, bytesPerSec: number): string {
  return `${formatBytes(locale, bytesPerSec)}/s`;
}

/** Two amounts in the unit of the larger, so that they can be compared at a glance: "3.1 / 4 GiB". */
export function formatBytesOf(locale: string, part: number, whole: number): string {
  const top = scale(Math.max(part, whole, 0));
  const divisor = 1024 ** top.step;
  const left = figure(locale, Math.max(part, 0) / divisor, top.step);
  const right = figure(locale, Math.max(whole, 0) / divisor, top.step);
  return `${left} / ${right} ${top.unit}`;
}
