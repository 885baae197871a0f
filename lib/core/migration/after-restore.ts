import type { HostId } from "../model/ids.ts";
import type { MigrationRecord, MigrationResult, SideTruth } from "../model/migration.ts";
import { NO_RETRY } from "../model/queue.ts";

const HOUR_MS = 3_600_000;

const unasked = (hostId: HostId): SideTruth => ({
  hostId,
  reachable: false,
  present: false,
  state: null,
  stateReason: null,
  persistent: null,
  jobActive: null,
  detail: null,
});

function unknownEnd(record: MigrationRecord, atMs: number): MigrationResult {
  const { sourceHostId, destinationHostId } = record.request;
  return {
    truth: {
      verdict: "unknown",
      checkedAtMs: atMs,
      durationMs: 0,
      source: unasked(sourceHostId),
      destination: unasked(destinationHostId),
      items: [],
      leftovers: [],
    },
    failure: null,
    exitCode: null,
    measuredDowntimeMs: null,
    totalMs: atMs - record.createdAtMs,
    libvirtTotalMs: null,
    transferredBytes: null,
    longestPingGapMs: null,
  };
}

/**
 * What becomes of a record that was restored from a backup (made at `madeAtMs`): the next revision, or null when it stays as it is. The world went on since
 * then, so nothing that a backup holds is ever begun or gone on with. A live migration without steps of our own is only asked about: the hosts say what became
 * of it, and asking does no harm. Anything else would have to be continued or taken back on hosts that have changed: it ends, and a person looks.
 */
export function afterRestore(record: MigrationRecord, madeAtMs: number, atMs: number): MigrationRecord | null {
  const queue = { ...record.queue, retry: NO_RETRY };
  const revision = record.revision + 1;
  if (record.endedAtMs !== null) {
    const mayBeTriedAgain = record.queue.retry.times > 0 && atMs - record.endedAtMs < HOUR_MS;
    return mayBeTriedAgain ? { ...record, revision, queue } : null;
  }
  if (record.request.options.mode === "live" && record.steps.length === 0) {
    const waited = { ...queue, admittedAtMs: record.queue.admittedAtMs ?? atMs, notBeforeMs: null, waits: null, position: null };
    return { ...record, revision, queue: waited, state: record.state === "queued" ? "starting" : record.state };
  }
  return {
    ...record,
    revision,
    queue: { ...queue, waits: null, position: null },
    state: "indeterminate",
    endedAtMs: atMs,
    attention: { key: "failures.attention.restored", values: { at: new Date(madeAtMs).toISOString() } },
    result: unknownEnd(record, atMs),
  };
}
