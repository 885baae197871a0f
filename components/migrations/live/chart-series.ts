import type { MigrationSample } from "@/lib/contract/index.ts";
import type { CurvePoint } from "@/lib/core/migration/expected-curve.ts";

/** The columns of the chart: what was measured, then what is expected. All as long as `timesMs`; null = nothing there. */
export interface ChartColumns {
  readonly timesMs: readonly number[];
  readonly remaining: readonly (number | null)[];
  readonly rate: readonly (number | null)[];
  readonly dirty: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
}

/** Puts the expected curve behind the readings; it begins at the last of them. Times rise strictly, by a millisecond where a pass ends and the next begins. */
export function chartColumns(samples: readonly MigrationSample[], curve: readonly CurvePoint[]): ChartColumns {
  const measured = samples.map(({ atMs }) => atMs);
  const [first, ...later] = curve;
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
