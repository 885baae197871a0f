import type { DomainState, MigrationRecord, MigrationResult, SideTruth, TruthVerdict } from "@/lib/contract/index.ts";
import { queuedRecord } from "@/lib/core/migration/test-support/records.ts";
import { hostId } from "@/lib/core/model/ids.ts";

const SOURCE = hostId("h_1111111111");
const DESTINATION = hostId("h_2222222222");

/** A record for tests: queued at time 0, with default options. */
export function recordOf(change: Partial<MigrationRecord>): MigrationRecord {
  const request = { ...queuedRecord().request, sourceHostId: SOURCE, destinationHostId: DESTINATION };
  return queuedRecord({ request, createdAtMs: 0, ...change });
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
    longestPingGapMs: null,
  };
}
