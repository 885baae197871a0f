import type { MigrationSample, MigrationView } from "@/lib/contract/index.ts";

/** The newest reading: the record's own may be ahead of the list of samples or behind it. */
export function newestSample(view: MigrationView): MigrationSample | null {
  const listed = view.samples.at(-1) ?? null;
  const { lastSample } = view.record;
  if (!listed || !lastSample) return listed ?? lastSample;
  return lastSample.atMs > listed.atMs ? lastSample : listed;
}

/** How much of a total is done, 0..1, and in bytes; null while there is nothing to copy. */
export interface Share {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly fraction: number;
}

function share(totalBytes: number, remainingBytes: number): Share | null {
  if (totalBytes <= 0) return null;
  const doneBytes = Math.min(totalBytes, Math.max(0, totalBytes - remainingBytes));
  return { doneBytes, totalBytes, fraction: doneBytes / totalBytes };
}

/** Memory that needs no sending in this pass any more, of all memory: falls back when a pass begins with pages dirtied anew. */
export function memoryShare(sample: MigrationSample): Share | null {
  return share(sample.memoryTotalBytes, sample.memoryRemainingBytes);
}

/** Disk bytes copied of those to be copied; null when no disk is copied. */
export function diskShare(sample: MigrationSample): Share | null {
  return share(sample.diskTotalBytes, sample.diskRemainingBytes);
}
