import type { Forecast, MigrationSample } from "../model/migration.ts";
import { QEMU_DEFAULT_DOWNTIME_MS } from "./options.ts";
import { passesFrom } from "./pre-copy-passes.ts";

/** What is expected to be left at a moment to come. */
export interface CurvePoint {
  readonly atMs: number;
  readonly remainingBytes: number;
}

/** More passes than this would be a smear, not a curve. */
const MOST_PASSES = 40;

/**
 * How what is left is expected to shrink, from the latest reading to the end that the forecast names: each pass sends what the one before it left dirty, so
 * that the curve falls to nothing and begins again at a share of the last (`remainPerPass`), until the rest fits into the downtime limit. Ends exactly at the
 * forecast's end: it draws that forecast and makes none of its own. Empty while no end is expected, or once it has passed.
 */
export function expectedCurve(input: {
  readonly samples: readonly MigrationSample[];
  readonly forecast: Forecast | null;
  readonly maxDowntimeMs: number | null;
}): readonly CurvePoint[] {
  const last = input.samples.at(-1);
  const endAtMs = input.forecast?.expectedEndAtMs ?? null;
  if (!last || !input.forecast || endAtMs === null || endAtMs <= last.atMs) return [];
  const passes = passesToCome(input.samples, last, input.forecast.remainPerPass, input.maxDowntimeMs ?? QEMU_DEFAULT_DOWNTIME_MS);
  const total = passes.reduce((sum, bytes) => sum + bytes, 0);
  if (total <= 0) return [];
  const msPerByte = (endAtMs - last.atMs) / total;
  const points: CurvePoint[] = [];
  let atMs = last.atMs;
  for (const bytes of passes) {
    points.push({ atMs, remainingBytes: bytes });
    atMs += bytes * msPerByte;
    points.push({ atMs, remainingBytes: 0 });
  }
  return points;
}

/** Bytes of the rest of this pass (and of disks and files), then of each pass after it. */
function passesToCome(
  samples: readonly MigrationSample[],
  last: MigrationSample,
  remainPerPass: number | null,
  limitMs: number,
): readonly number[] {
  const now = last.memoryRemainingBytes + last.diskRemainingBytes;
  if (remainPerPass === null || remainPerPass <= 0 || remainPerPass >= 1) return [now];
  const dirtyPerMs = last.dirtyRateBytesPerSec / 1000;
  const sentPerMs = dirtyPerMs / remainPerPass;
  if (sentPerMs <= 0) return [now];
  const dirtied = dirtyPerMs * (last.atMs - passBegan(samples, last) + last.memoryRemainingBytes / sentPerMs);
  const { bytes, rest } = passesFrom(now, dirtied, { remainPerPass, limitBytes: sentPerMs * limitMs, most: MOST_PASSES });
  return [...bytes, rest];
}

/** When the pass that runs now began: the first reading with its number. */
function passBegan(samples: readonly MigrationSample[], last: MigrationSample): number {
  const before = samples.findLastIndex(({ iteration }) => iteration !== last.iteration);
  return samples[before + 1]?.atMs ?? last.atMs;
}
