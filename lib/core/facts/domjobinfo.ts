import { numberField, parseRawFields } from "./raw-fields.ts";

/** libvirt's virDomainJobType, in its order: bounded has a known remaining time, unbounded (every migration) has not. */
const TYPES = ["none", "bounded", "unbounded", "completed", "failed", "cancelled"] as const;
export type JobType = (typeof TYPES)[number] | "unknown";

/** libvirt's virDomainJobOperation, in its order, in the words that `virsh domjobinfo` uses. */
const OPERATIONS = [
  "unknown",
  "start",
  "save",
  "restore",
  "incoming migration",
  "outgoing migration",
  "snapshot",
  "snapshot revert",
  "dump",
  "backup",
  "snapshot delete",
] as const;
export type JobOperation = (typeof OPERATIONS)[number];

/** One reading of a domain job. Bytes, ms and pages as the name says; null = libvirt did not say. */
export interface JobInfo {
  readonly type: JobType;
  readonly operation: JobOperation | null;
  readonly timeElapsedMs: number | null;
  /** Without the time difference of both hosts' clocks; only with a measured downtime. */
  readonly timeElapsedNetMs: number | null;
  readonly timeRemainingMs: number | null;
  /** The `downtime` field as it stands: expected while the job runs, measured when it is completed. */
  readonly downtimeMs: number | null;
  readonly downtimeNetMs: number | null;
  /** `downtime` while the job is active: what QEMU expects at the present rates. */
  readonly expectedDowntimeMs: number | null;
  /** `downtime` of a completed job: what was measured. */
  readonly measuredDowntimeMs: number | null;
  readonly setupTimeMs: number | null;
  readonly dataTotalBytes: number | null;
  readonly dataProcessedBytes: number | null;
  readonly dataRemainingBytes: number | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryProcessedBytes: number | null;
  readonly memoryRemainingBytes: number | null;
  readonly memoryBytesPerSec: number | null;
  /** Pages that were sent as pages, and pages that were only announced (all zero). */
  readonly normalPages: number | null;
  readonly normalBytes: number | null;
  readonly zeroPages: number | null;
  readonly dirtyRatePagesPerSec: number | null;
  readonly pageSizeBytes: number | null;
  readonly iteration: number | null;
  readonly postcopyRequests: number | null;
  readonly diskTotalBytes: number | null;
  readonly diskProcessedBytes: number | null;
  readonly diskRemainingBytes: number | null;
  readonly diskBytesPerSec: number | null;
  readonly compressionCacheBytes: number | null;
  readonly compressionBytes: number | null;
  readonly compressionPages: number | null;
  readonly compressionCacheMisses: number | null;
  readonly compressionOverflow: number | null;
  readonly autoConvergeThrottlePercent: number | null;
  /** libvirt's own verdict and words on a finished job, where it gives them. */
  readonly success: boolean | null;
  readonly errorMessage: string | null;
}

/**
 * Reads `virsh domjobinfo --rawstats [--completed|--anystats]` (field names: VIR_DOMAIN_JOB_* in libvirt-domain.h).
 * Null when the text has no `Job type:` line, that is when virsh said something else; a domain without a job gives type "none".
 */
export function parseJobInfo(text: string): JobInfo | null {
  const fields = parseRawFields(text.slice(0, 262_144).split("\n"), ":");
  const typeNumber = numberField(fields, "Job type");
  if (typeNumber === null) return null;
  const read = (name: string) => numberField(fields, name);
  const type = TYPES[typeNumber] ?? "unknown";
  const operation = read("operation");
  const downtimeMs = read("downtime");
  const active = type === "bounded" || type === "unbounded";
  return {
    type,
    operation: operation === null ? null : (OPERATIONS[operation] ?? "unknown"),
    timeElapsedMs: read("time_elapsed"),
    timeElapsedNetMs: read("time_elapsed_net"),
    timeRemainingMs: read("time_remaining"),
    downtimeMs,
    downtimeNetMs: read("downtime_net"),
    expectedDowntimeMs: active ? downtimeMs : null,
    measuredDowntimeMs: type === "completed" ? downtimeMs : null,
    setupTimeMs: read("setup_time"),
    dataTotalBytes: read("data_total"),
    dataProcessedBytes: read("data_processed"),
    dataRemainingBytes: read("data_remaining"),
    memoryTotalBytes: read("memory_total"),
    memoryProcessedBytes: read("memory_processed"),
    memoryRemainingBytes: read("memory_remaining"),
    memoryBytesPerSec: read("memory_bps"),
    normalPages: read("memory_normal"),
    normalBytes: read("memory_normal_bytes"),
    zeroPages: read("memory_constant"),
    dirtyRatePagesPerSec: read("memory_dirty_rate"),
    pageSizeBytes: read("memory_page_size"),
    iteration: read("memory_iteration"),
    postcopyRequests: read("memory_postcopy_requests"),
    diskTotalBytes: read("disk_total"),
    diskProcessedBytes: read("disk_processed"),
    diskRemainingBytes: read("disk_remaining"),
    diskBytesPerSec: read("disk_bps"),
    compressionCacheBytes: read("compression_cache"),
    compressionBytes: read("compression_bytes"),
    compressionPages: read("compression_pages"),
    compressionCacheMisses: read("compression_cache_misses"),
    compressionOverflow: read("compression_overflow"),
    autoConvergeThrottlePercent: read("auto_converge_throttle"),
    success: booleanField(fields.get("success")),
    errorMessage: fields.get("errmsg")?.trim() || null,
  };
}

/** virsh prints booleans as yes/no (vshGetTypedParamValue). */
function booleanField(text: string | undefined): boolean | null {
  if (text === undefined) return null;
  const word = text.trim();
  return word === "yes" || word === "1" ? true : word === "no" || word === "0" ? false : null;
}
