import type { HostSnapshot, MigrationRecord, MigrationState, TruthVerdict } from "@/lib/contract/index.ts";

/** Ends that a person has to look at: the VM is not plainly running on exactly one side. */
const NEEDS_A_PERSON: ReadonlySet<TruthVerdict> = new Set([
  "moved-paused",
  "stopped",
  "split-brain",
  "needs-attention",
  "lost",
  "unknown",
]);

const WAITS_FOR_A_PERSON: ReadonlySet<MigrationState> = new Set(["detached", "post-copy-broken", "indeterminate"]);

/** Hosts that are not online and for which we know why, or that wait for an admin. */
export function hostsInTrouble(hosts: readonly HostSnapshot[]): readonly HostSnapshot[] {
  return hosts.filter((host) => host.state === "unreachable" || host.state === "blocked" || host.problem !== null);
}

/**
 * Migrations that need a person: source not answering, post-copy broken, undecided, or ended with a VM that is not plainly running on one side. Only
 * the newest migration of a VM counts: a later one has settled what an older one left. `records` are newest first.
 */
export function migrationsInTrouble(records: readonly MigrationRecord[]): readonly MigrationRecord[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    const newest = !seen.has(record.request.domainUuid);
    seen.add(record.request.domainUuid);
    if (!newest) return false;
    if (WAITS_FOR_A_PERSON.has(record.state)) return true;
    const verdict = record.result?.truth.verdict;
    if (verdict === "moved-paused" && record.request.options.suspendAtDestination) return false;
    return verdict !== undefined && NEEDS_A_PERSON.has(verdict);
  });
}

/** Unfinished migrations: those that run first, then those that wait. */
export function unfinished(records: readonly MigrationRecord[]): readonly MigrationRecord[] {
  return records
    .filter((record) => record.endedAtMs === null)
    .toSorted((a, b) => Number(a.state === "queued") - Number(b.state === "queued") || a.createdAtMs - b.createdAtMs);
}
