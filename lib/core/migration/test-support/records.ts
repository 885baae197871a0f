import { domainUuid, hostId, migrationId } from "../../model/ids.ts";
import type { MigrationRecord, MigrationResult, MigrationSample, SideTruth } from "../../model/migration.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../options.ts";
import { newQueueEntry } from "../queue/new-entry.ts";

/** A migration as it is stored before anything ran. */
export function queuedRecord(changes: Partial<MigrationRecord> = {}): MigrationRecord {
  return {
    id: migrationId("m_0123456789"),
    revision: 1,
    request: {
      domainUuid: domainUuid("7a6b0001-0000-4000-8000-000000000001"),
      sourceHostId: hostId("h_source00001"),
      destinationHostId: hostId("h_destination1"),
      options: DEFAULT_MIGRATION_OPTIONS,
      pingAddress: null,
      acknowledged: [],
    },
    domainName: "web01",
    sourceHostName: "hv1",
    destinationHostName: "hv2",
    state: "queued",
    phase: "preparing",
    argv: ["virsh"],
    startedBy: "admin",
    queue: newQueueEntry(),
    createdAtMs: 1000,
    startedAtMs: null,
    endedAtMs: null,
    phaseStartedAtMs: {},
    abortRequestedAtMs: null,
    abortRequestedBy: null,
    timeoutFiredAtMs: null,
    steps: [],
    levers: [],
    rungsClimbed: 0,
    postCopyAtMs: null,
    recoveries: 0,
    outsideChanges: [],
    limits: { maxDowntimeMs: null, bandwidthMiBps: null },
    attention: null,
    prediction: null,
    forecast: null,
    lastSample: null,
    findings: [],
    result: null,
    ...changes,
  };
}

/** A reading in which everything is zero but what is given. */
export function zeroSample(change: Partial<MigrationSample> = {}): MigrationSample {
  return {
    atMs: 0,
    elapsedMs: 0,
    memoryTotalBytes: 0,
    memoryProcessedBytes: 0,
    memoryRemainingBytes: 0,
    memoryBytesPerSec: 0,
    dirtyRateBytesPerSec: 0,
    iteration: 1,
    diskTotalBytes: 0,
    diskProcessedBytes: 0,
    diskRemainingBytes: 0,
    diskBytesPerSec: 0,
    expectedDowntimeMs: null,
    autoConvergeThrottlePercent: null,
    pagesBytes: 0,
    zeroBytes: 0,
    ...change,
  };
}

/** One reading; rates in MiB/s, sizes in MiB. */
export function sampleOf(figures: {
  readonly atMs: number;
  readonly remainingMiB: number;
  readonly rateMiBps?: number;
  readonly dirtyMiBps?: number;
  readonly iteration?: number;
  readonly totalMiB?: number;
}): MigrationSample {
  const mib = 1_048_576;
  return zeroSample({
    atMs: figures.atMs,
    elapsedMs: figures.atMs,
    memoryTotalBytes: (figures.totalMiB ?? 192) * mib,
    memoryRemainingBytes: figures.remainingMiB * mib,
    memoryBytesPerSec: (figures.rateMiBps ?? 16) * mib,
    dirtyRateBytesPerSec: (figures.dirtyMiBps ?? 0) * mib,
    iteration: figures.iteration ?? 1,
  });
}

/** What one host says: `text` is `virsh domstate --reason`, or "absent" or "unreachable". */
export function sideOf(state: SideTruth["state"] | "absent" | "unreachable", reason: string | null = null): SideTruth {
  const away = state === "absent" || state === "unreachable";
  return {
    hostId: hostId("h_source00001"),
    reachable: state !== "unreachable",
    present: !away,
    state: away ? null : state,
    stateReason: away ? null : reason,
    persistent: away ? null : true,
    jobActive: state === "unreachable" ? null : false,
    detail: null,
  };
}

/** A result with nothing in it but its verdict. */
export function resultOf(verdict: MigrationResult["truth"]["verdict"]): MigrationResult {
  return {
    truth: {
      verdict,
      checkedAtMs: 0,
      durationMs: 0,
      source: sideOf("absent"),
      destination: sideOf("absent"),
      items: [],
      leftovers: [],
    },
    failure: null,
    exitCode: 0,
    measuredDowntimeMs: null,
    totalMs: 0,
    libvirtTotalMs: null,
    transferredBytes: null,
    longestPingGapMs: null,
  };
}
