/** One reading, as far as it matters for which ones are kept. Rates in bytes/s. */
export interface ThinnableSample {
  readonly atMs: number;
  /** Memory and disks together. */
  readonly bytesPerSec: number;
  readonly dirtyRateBytesPerSec: number;
}

/** What a stretch of time is told by: its slowest and its fastest moment, and the one in which most memory was written. */
const TELLING: readonly ((one: ThinnableSample, than: ThinnableSample) => boolean)[] = [
  (one, than) => one.bytesPerSec < than.bytesPerSec,
  (one, than) => one.bytesPerSec > than.bytesPerSec,
  (one, than) => one.dirtyRateBytesPerSec > than.dirtyRateBytesPerSec,
];

/**
 * Which readings of a migration to keep (their `atMs`, in order) when it may have no more than `most`: the first and the last, the one at or after each
 * time in `marks` (changes of phase), and of equal stretches of time those that tell most. `samples` by time. `most` is at least 8 and more than twice the marks.
 */
export function thinSamples(samples: readonly ThinnableSample[], most: number, marks: readonly number[]): readonly number[] {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length <= most) return samples.map(({ atMs }) => atMs);
  const kept = new Set([first.atMs, last.atMs]);
  for (const mark of marks) {
    const at = samples.find(({ atMs }) => atMs >= mark);
    if (at) kept.add(at.atMs);
  }
  const stretches = Math.max(1, Math.floor((most - 2 - marks.length) / TELLING.length));
  const length = (last.atMs - first.atMs) / stretches;
  const best = new Map<number, ThinnableSample[]>();
  for (const sample of samples) {
    const stretch = Math.min(stretches - 1, Math.floor((sample.atMs - first.atMs) / length));
    const so = best.get(stretch) ?? TELLING.map(() => sample);
    best.set(
      stretch,
      so.map((than, index) => (TELLING[index]?.(sample, than) ? sample : than)),
    );
  }
  for (const chosen of best.values()) for (const { atMs } of chosen) kept.add(atMs);
  return [...kept].sort((a, b) => a - b);
}
