import type { JobInfo } from "../facts/domjobinfo.ts";
import type { MigrationSample } from "../model/migration.ts";

/** x86's page, for the case that libvirt gives a dirty rate in pages but no page size. */
const DEFAULT_PAGE_BYTES = 4096;

/** True while libvirt works on the job: bounded and unbounded jobs have figures; the others are over or were never there. */
export function isActiveJob(job: JobInfo): boolean {
  return job.type === "bounded" || job.type === "unbounded";
}

/**
 * One reading, of a running or of a completed job, as a sample, or null when there is nothing to show yet (no active job, or memory not counted yet: QEMU is being set up).
 * `atMs` is the server's clock. Libvirt leaves out what it does not know yet; that is 0 here, as in QEMU's own counters. What was read before
 * keeps the counters that only grow (bytes sent, pass number) from going back, which they do for a moment when QEMU is being replaced.
 * During the first pass QEMU only repeats the downtime limit as its expectation, so that nothing is expected yet. A completed job's downtime is
 * measured, not expected: it is not in here.
 */
export function toSample(job: JobInfo, atMs: number, previous: MigrationSample | null): MigrationSample | null {
  if (!(isActiveJob(job) || job.type === "completed") || !job.memoryTotalBytes) return null;
  const pageBytes = job.pageSizeBytes ?? DEFAULT_PAGE_BYTES;
  const elapsedMs = job.timeElapsedMs ?? 0;
  // A new attempt of the same job starts its clock anew.
  const before = previous && elapsedMs >= previous.elapsedMs ? previous : null;
  const growing = (value: number | null, was: number | undefined) => Math.max(value ?? 0, was ?? 0);
  return {
    atMs,
    elapsedMs,
    memoryTotalBytes: job.memoryTotalBytes,
    memoryProcessedBytes: growing(job.memoryProcessedBytes, before?.memoryProcessedBytes),
    memoryRemainingBytes: job.memoryRemainingBytes ?? 0,
    memoryBytesPerSec: job.memoryBytesPerSec ?? 0,
    dirtyRateBytesPerSec: (job.dirtyRatePagesPerSec ?? 0) * pageBytes,
    iteration: growing(job.iteration, before?.iteration),
    diskTotalBytes: job.diskTotalBytes ?? 0,
    diskProcessedBytes: growing(job.diskProcessedBytes, before?.diskProcessedBytes),
    diskRemainingBytes: job.diskRemainingBytes ?? 0,
    diskBytesPerSec: job.diskBytesPerSec ?? 0,
    expectedDowntimeMs: (job.iteration ?? 0) > 1 ? job.expectedDowntimeMs : null,
    autoConvergeThrottlePercent: job.autoConvergeThrottlePercent,
    pagesBytes: job.normalBytes ?? 0,
    zeroBytes: (job.zeroPages ?? 0) * pageBytes,
  };
}
