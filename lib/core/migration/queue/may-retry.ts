import type { Failure, MigrationRecord } from "../../model/migration.ts";
import { abortUse } from "../lever-record.ts";
import { failureOf } from "../libvirt-error.ts";
import type { FailureCode } from "../libvirt-error-table.ts";

/** Why a migration is not tried again by itself. */
export type NoRetry =
  | "not-asked-for"
  | "no-tries-left"
  | "not-failed"
  | "stopped-on-purpose"
  | "may-have-moved"
  | "was-in-post-copy"
  | "not-all-undone"
  | "cause-stays";

export type RetryDecision =
  | { readonly retry: true; readonly notBeforeMs: number }
  | { readonly retry: false; readonly why: NoRetry };

/** Causes that can pass by themselves: a connection, a daemon, a port, a lock, memory that is in use. What lies in a definition or a disk stays. */
const PASSING: ReadonlySet<string> = new Set<FailureCode>([
  "source-daemon-gone",
  "already-migrating",
  "operation-in-the-way",
  "block-job-active",
  "ssh-unreachable",
  "libvirt-down-at-source",
  "libvirt-down-at-destination",
  "libvirt-port-refused",
  "migration-port-closed",
  "port-busy",
  "memory-short",
  "connection-lost",
  "start-failed",
]);

/** The one reason for which nothing was begun that passes by itself; the others (a block, another command) need a person. */
export const HOST_WAS_OFFLINE = "queue.refused.host-offline";

/**
 * Whether an ended migration is tried again, and from when on (`afterMs` behind its end). Only one that failed and of which both hosts said that the VM is at the source as it was: nothing
 * on the way to a second copy, nothing left behind, never in post-copy, stopped by nobody, and for a cause that can pass. All else is for a person.
 */
export function mayRetry(record: MigrationRecord): RetryDecision {
  const { times, afterMs } = record.queue.retry;
  const no = (why: NoRetry): RetryDecision => ({ retry: false, why });
  if (times === 0) return no("not-asked-for");
  if (record.state !== "failed" || record.endedAtMs === null || record.result === null) return no("not-failed");
  if (record.queue.attempt > times) return no("no-tries-left");
  if (record.abortRequestedAtMs !== null || record.timeoutFiredAtMs !== null || abortUse(record)) return no("stopped-on-purpose");
  const { truth, failure } = record.result;
  if (truth.verdict !== "stayed" && truth.verdict !== "stayed-off") return no("may-have-moved");
  if (!truth.source.reachable || !truth.destination.reachable || truth.destination.present) return no("may-have-moved");
  if (record.postCopyAtMs !== null || record.recoveries > 0) return no("was-in-post-copy");
  if (truth.leftovers.length > 0 || record.steps.some(({ state }) => state === "running" || state === "undo-failed"))
    return no("not-all-undone");
  return failure && passes(failure) ? { retry: true, notBeforeMs: record.endedAtMs + afterMs } : no("cause-stays");
}

/** What was never begun says why in its meaning. */
function passes({ code, meaning }: Failure): boolean {
  if (code !== "not-started") return PASSING.has(code);
  return meaning.key === failureOf("not-started", "").meaning.key || meaning.key === HOST_WAS_OFFLINE;
}
