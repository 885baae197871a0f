import type { JobInfo } from "../facts/domjobinfo.ts";
import type { MigrationPhase, MigrationSample } from "../model/migration.ts";
import { QEMU_DEFAULT_DOWNTIME_MS } from "./options.ts";

/** x86's page, for the case that libvirt gives a dirty rate in pages but no page size. */
const DEFAULT_PAGE_BYTES = 4096;

/** True while libvirt works on the job: bounded and unbounded jobs have figures; the others are over or were never there. */
export function isActiveJob(job: JobInfo): boolean {
  return job.type === "bounded" || job.type === "unbounded";
}

/**
 * One reading, of a running or of a completed job, as a sample, or null when there is nothing to show yet (no active job, or neither memory nor disks
 * counted yet: QEMU is being set up).
 * `atMs` is the server's clock. Libvirt leaves out what it does not know yet; that is 0 here, as in QEMU's own counters. What was read before
 * keeps the counters that only grow (bytes sent, pass number) from going back, which they do for a moment when QEMU is being replaced.
 * During the first pass QEMU only repeats the downtime limit as its expectation, so that nothing is expected yet. A completed job's downtime is
 * measured, not expected: it is not in here.
 */
export function toSample(job: JobInfo, atMs: number, previous: MigrationSample | null): MigrationSample | null {
  if (!(isActiveJob(job) || job.type === "completed") || !(job.memoryTotalBytes || job.diskTotalBytes)) return null;
  const pageBytes = job.pageSizeBytes ?? DEFAULT_PAGE_BYTES;
  const elapsedMs = job.timeElapsedMs ?? 0;
  // A new attempt of the same job starts its clock anew.
  const before = previous && elapsedMs >= previous.elapsedMs ? previous : null;
  const growing = (value: number | null, was: number | undefined) => Math.max(value ?? 0, was ?? 0);
  const diskProcessedBytes = growing(job.diskProcessedBytes, before?.diskProcessedBytes);
  return {
    atMs,
    elapsedMs,
    memoryTotalBytes: job.memoryTotalBytes ?? 0,
    memoryProcessedBytes: growing(job.memoryProcessedBytes, before?.memoryProcessedBytes),
    memoryRemainingBytes: job.memoryRemainingBytes ?? 0,
    memoryBytesPerSec: job.memoryBytesPerSec ?? 0,
    dirtyRateBytesPerSec: (job.dirtyRatePagesPerSec ?? 0) * pageBytes,
    iteration: growing(job.iteration, before?.iteration),
    diskTotalBytes: job.diskTotalBytes ?? 0,
    diskProcessedBytes,
    diskRemainingBytes: job.diskRemainingBytes ?? 0,
    diskBytesPerSec: job.diskBytesPerSec ?? diskRate(diskProcessedBytes, elapsedMs, before),
    expectedDowntimeMs: (job.iteration ?? 0) > 1 ? job.expectedDowntimeMs : null,
    autoConvergeThrottlePercent: job.autoConvergeThrottlePercent,
    pagesBytes: job.normalBytes ?? 0,
    zeroBytes: (job.zeroPages ?? 0) * pageBytes,
  };
}

/** libvirt 9.0 gives no rate while it copies disks: bytes/s between two readings; what it was when they are the same. */
function diskRate(processedBytes: number, elapsedMs: number, before: MigrationSample | null): number {
  if (!before || elapsedMs <= before.elapsedMs) return before?.diskBytesPerSec ?? 0;
  return Math.round(((processedBytes - before.diskProcessedBytes) * 1000) / (elapsedMs - before.elapsedMs));
}

/** What is being copied at a reading before the switch: the disks come first, and memory is not counted until they are done. */
export function copyPhaseOf(sample: MigrationSample): Extract<MigrationPhase, "block-copy" | "pre-copy"> {
  return sample.memoryTotalBytes === 0 && sample.diskTotalBytes > 0 ? "block-copy" : "pre-copy";
}

/** Beyond the downtime limit: what QEMU may be off by, and the readings lag behind, ms. */
const SWITCH_SLACK_MS = 500;

/** How much faster the copy can be than the average since its begin, of which setting up is a part. */
const SETTING_UP = 8;

/** Bytes a second, generously: before QEMU gives its first rate, by what was sent; 0 when nothing was. */
function rateOf({ memoryBytesPerSec, memoryProcessedBytes, elapsedMs }: MigrationSample): number {
  if (memoryBytesPerSec > 0) return memoryBytesPerSec;
  return ((memoryProcessedBytes * 1000) / Math.max(elapsedMs, 1)) * SETTING_UP;
}

/**
 * True when what is left at this reading (of a guest that has been stopped) can be a switch: QEMU stops the guest only when the rest fits into the
 * downtime limit at the present rate. `maxDowntimeMs` null = QEMU's default.
 */
export function isSwitch(sample: MigrationSample, maxDowntimeMs: number | null): boolean {
  if (sample.memoryRemainingBytes === 0) return true;
  const restMs = (sample.memoryRemainingBytes / rateOf(sample)) * 1000;
  return restMs <= 2 * (maxDowntimeMs ?? QEMU_DEFAULT_DOWNTIME_MS) + SWITCH_SLACK_MS;
}
