import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import type { CurvePoint } from "@/lib/core/migration/expected-curve.ts";

/** The columns of the chart: what was measured, then what is expected. All as long as `timesMs`; null = nothing there. */
export interface ChartColumns {
  readonly timesMs: readonly number[];
  readonly remaining: readonly (number | null)[];
  readonly rate: readonly (number | null)[];
  readonly dirty: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
}

/** The curve that was forecast at the start, for as long as nothing is measured; empty while it waits, and when there was no forecast. */
export function predictedCurve(record: Pick<MigrationRecord, "startedAtMs" | "prediction">): readonly CurvePoint[] {
  const { startedAtMs, prediction } = record;
  if (startedAtMs === null || prediction === null) return [];
  return prediction.prediction.curve.map(({ afterMs, remainingBytes }) => ({ atMs: startedAtMs + afterMs, remainingBytes }));
}

/** Puts the expected curve behind the readings; it begins at the last of them, or stands alone. Times rise strictly, by a millisecond where a pass ends and the next begins. */
export function chartColumns(samples: readonly MigrationSample[], curve: readonly CurvePoint[]): ChartColumns {
  const measured = samples.map(({ atMs }) => atMs);
  const [first, ...rest] = curve;
  const later = measured.length === 0 ? curve : rest;
  const nothing = later.map(() => null);
  const read = (value: (sample: MigrationSample) => number) => [...samples.map(value), ...nothing];
  return {
    timesMs: [...measured, ...rising(later, measured.at(-1) ?? 0)],
    remaining: read((sample) => sample.memoryRemainingBytes + sample.diskRemainingBytes),
    rate: read((sample) => sample.memoryBytesPerSec + sample.diskBytesPerSec),
    dirty: read((sample) => sample.dirtyRateBytesPerSec),
    expected: [
      ...samples.map((_, index) => (first && index === samples.length - 1 ? first.remainingBytes : null)),
      ...later.map((point) => point.remainingBytes),
    ],
  };
}

function rising(points: readonly CurvePoint[], afterMs: number): readonly number[] {
  const times: number[] = [];
  for (const { atMs } of points) times.push(Math.max(Math.round(atMs), (times.at(-1) ?? afterMs) + 1));
  return times;
}
