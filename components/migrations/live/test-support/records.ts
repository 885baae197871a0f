import type {
  DomainState,
  MigrationRecord,
  MigrationResult,
  MigrationSample,
  SideTruth,
  TruthVerdict,
} from "@/lib/contract/index.ts";
import { domainUuid, hostId, migrationId } from "@/lib/core/model/ids.ts";

const SOURCE = hostId("h_1111111111");
const DESTINATION = hostId("h_2222222222");

/** A record for tests: queued, with default options. */
export function recordOf(change: Partial<MigrationRecord>): MigrationRecord {
  return {
    id: migrationId("m_aaaaaaaaaa"),
    revision: 1,
    request: {
      domainUuid: domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11"),
      sourceHostId: SOURCE,
      destinationHostId: DESTINATION,
      options: {
        maxDowntimeMs: null,
        bandwidthMiBps: null,
        autoConverge: false,
        timeoutS: null,
        timeoutAction: "suspend",
        persistent: true,
        undefineSource: true,
      },
      acknowledged: [],
    },
    domainName: "web01",
    sourceHostName: "hv1",
    destinationHostName: "hv2",
    state: "queued",
    phase: "preparing",
    argv: ["virsh"],
    startedBy: "admin",
    createdAtMs: 0,
    startedAtMs: null,
    endedAtMs: null,
    phaseStartedAtMs: {},
    abortRequestedAtMs: null,
    abortRequestedBy: null,
    timeoutFiredAtMs: null,
    attention: null,
    forecast: null,
    lastSample: null,
    findings: [],
    result: null,
    ...change,
  };
}

/** A reading for tests: all zero but what is given. */
export function sampleOf(change: Partial<MigrationSample>): MigrationSample {
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

function side(id: typeof SOURCE, state: DomainState | null): SideTruth {
  return {
    hostId: id,
    reachable: true,
    present: state !== null,
    state,
    stateReason: null,
    persistent: true,
    jobActive: false,
    detail: null,
  };
}

/** A result for tests whose truth check came to `verdict`. */
export function truthOf(verdict: TruthVerdict, sourceState: DomainState = "running"): MigrationResult {
  return {
    truth: {
      verdict,
      checkedAtMs: 0,
      durationMs: 10,
      source: side(SOURCE, sourceState),
      destination: side(DESTINATION, null),
      items: [],
      leftovers: [],
    },
    failure: null,
    exitCode: 0,
    measuredDowntimeMs: null,
    totalMs: 1000,
    libvirtTotalMs: null,
    transferredBytes: null,
  };
}
