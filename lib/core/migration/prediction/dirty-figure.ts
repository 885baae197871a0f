import type { DirtyFigure } from "../../model/prediction.ts";

const MIB = 1_048_576;
/** Page sampling looks at 512 pages of each GiB: each of them stands for so many bytes. */
const SAMPLE_BYTES = (1024 * MIB) / 512;
/** How many standard deviations a longer period has to stay behind before the set of pages counts as bounded. */
const SURE = 2;
/** And it has to have grown to less than this share of what steady writing would have made of it. */
const BEHIND = 0.75;

/** One measurement: QEMU's figure is whole MiB/s, rounded down, of pages that changed within the period, each counted once. */
export interface DirtyReading {
  readonly bytesPerSec: number;
  readonly periodS: number;
}

/**
 * What short and longer measurements together say. As long as twice the period brings twice the pages, all of them count alike. Where the longer one
 * stays behind by more than chance, the same pages are written again and again: the short ones tell the rate, the longest tells how many pages there
 * are. `exact`: every page was counted (dirty bitmap), none was sampled. Null without a reading.
 */
export function dirtyFigureOf(
  readings: readonly DirtyReading[],
  exact: boolean,
): Pick<DirtyFigure, "value" | "workingSetBytes"> | null {
  const longest = readings.toSorted((left, right) => left.periodS - right.periodS).at(-1);
  if (!longest) return null;
  const short = readings.filter(({ periodS }) => periodS < longest.periodS);
  const all = rateOf(readings);
  if (short.length === 0) return { value: all, workingSetBytes: null };
  const shortRate = rateOf(short);
  const seen = bytesOf(longest);
  const steady = shortRate * longest.periodS;
  const bounded = seen < BEHIND * steady && (exact || steady - seen > SURE * chance(short, longest));
  return bounded ? { value: shortRate, workingSetBytes: seen } : { value: all, workingSetBytes: null };
}

/** Standard deviation of (what steady writing would have made) minus (what was seen), bytes: samples that hit are counted, so they scatter as a Poisson count. */
function chance(short: readonly DirtyReading[], longest: DirtyReading): number {
  const seconds = short.reduce((sum, { periodS }) => sum + periodS, 0);
  const hitsShort = short.reduce((sum, reading) => sum + bytesOf(reading), 0) / SAMPLE_BYTES;
  const hitsLong = bytesOf(longest) / SAMPLE_BYTES;
  return SAMPLE_BYTES * Math.sqrt((longest.periodS / seconds) ** 2 * hitsShort + hitsLong);
}

function rateOf(readings: readonly DirtyReading[]): number {
  const seconds = readings.reduce((sum, { periodS }) => sum + periodS, 0);
  return seconds > 0 ? readings.reduce((sum, reading) => sum + bytesOf(reading), 0) / seconds : 0;
}

/** Bytes that changed in the period. The figure was rounded down: half a MiB/s is put back, but to none at all. */
function bytesOf({ bytesPerSec, periodS }: DirtyReading): number {
  return bytesPerSec > 0 ? (bytesPerSec + MIB / 2) * periodS : 0;
}
