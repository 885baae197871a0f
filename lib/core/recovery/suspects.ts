import type { Domain } from "../model/domain.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MigrationRecord, TruthVerdict } from "../model/migration.ts";

/** Ends after which nobody knows for sure that the VM is well. */
const UNCLEAR: ReadonlySet<TruthVerdict> = new Set(["stopped", "split-brain", "needs-attention", "lost", "unknown"]);
const STOPPED_BY_MIGRATION = ["unknown", "migrating", "migrated", "incoming", "starting up"];

/** The newest migration of each domain; `records` are newest first. */
export function newestByDomain(records: readonly MigrationRecord[]): ReadonlyMap<DomainUuid, MigrationRecord> {
  const newest = new Map<DomainUuid, MigrationRecord>();
  for (const record of records) if (!newest.has(record.request.domainUuid)) newest.set(record.request.domainUuid, record);
  return newest;
}

/** True for a record after whose end the VM was not plainly on one host; one that stopped in it stopped by itself when its guest was shut down. */
export function endedUnclearly(record: MigrationRecord): boolean {
  const verdict = record.result?.truth.verdict;
  if (record.endedAtMs === null || verdict === undefined || !UNCLEAR.has(verdict)) return false;
  return !(verdict === "stopped" && (record.request.options.mode !== "live" || record.result?.failure?.code === "guest-stopped"));
}

/**
 * Domains that may need somebody, by what was last read: on two hosts, stopped in a migration, or after a migration that did not end plainly. Only a
 * reason to ask every host; the two hosts were read at different times. What VirtFerry itself looks after is left out.
 */
export function suspects(
  snapshots: readonly HostSnapshot[],
  records: readonly MigrationRecord[],
): ReadonlyMap<DomainUuid, string> {
  const found = new Map<DomainUuid, string>();
  const newest = newestByDomain(records);
  const places = new Map<DomainUuid, number>();
  for (const domain of snapshots.flatMap(({ domains }) => domains)) {
    const count = (places.get(domain.uuid) ?? 0) + 1;
    places.set(domain.uuid, count);
    if (count > 1 || isStoppedByMigration(domain)) found.set(domain.uuid, domain.name);
  }
  for (const record of newest.values()) {
    if (endedUnclearly(record)) found.set(record.request.domainUuid, record.domainName);
    if (record.endedAtMs === null) found.delete(record.request.domainUuid);
  }
  return found;
}

function isStoppedByMigration({ state, stateReason }: Domain): boolean {
  if (stateReason.startsWith("post-copy")) return true;
  return state === "paused" && STOPPED_BY_MIGRATION.includes(stateReason);
}
