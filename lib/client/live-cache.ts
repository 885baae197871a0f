import type { HostSnapshot, MigrationLogEntry, MigrationRecord, MigrationSample, MigrationView } from "@/lib/contract/index.ts";

/** How messages change what is cached. Pure: each takes the old value and gives the new one, the same object where nothing changed. */

/** More than this a chart cannot show; the server has them all. */
const MOST_SAMPLES = 20_000;

/** Puts a host's snapshot in its place if it is newer than the one at hand, else at the end. */
export function withHost(hosts: readonly HostSnapshot[], snapshot: HostSnapshot): readonly HostSnapshot[] {
  const index = hosts.findIndex((host) => host.registration.id === snapshot.registration.id);
  const old = hosts[index];
  if (!old) return [...hosts, snapshot];
  return old.revision >= snapshot.revision ? hosts : hosts.with(index, snapshot);
}

export function withoutHost(hosts: readonly HostSnapshot[], hostId: string): readonly HostSnapshot[] {
  return hosts.some((host) => host.registration.id === hostId) ? hosts.filter((host) => host.registration.id !== hostId) : hosts;
}

/** A fetched list, unless a host in the cache is newer: a message may have overtaken the answer. */
export function newestHosts(
  fetched: readonly HostSnapshot[],
  cached: readonly HostSnapshot[] | undefined,
): readonly HostSnapshot[] {
  if (!cached) return fetched;
  const newer = new Map(cached.map((host) => [host.registration.id, host]));
  return fetched.map((host) => {
    const known = newer.get(host.registration.id);
    return known && known.revision > host.revision ? known : host;
  });
}

function newerRecord(old: MigrationRecord, next: MigrationRecord): MigrationRecord {
  return next.revision > old.revision ? next : old;
}

/** Puts a migration in its place if it is newer, else (a new one) first: the list is newest first. */
export function withMigration(records: readonly MigrationRecord[], record: MigrationRecord): readonly MigrationRecord[] {
  const index = records.findIndex((known) => known.id === record.id);
  const old = records[index];
  if (old) return newerRecord(old, record) === old ? records : records.with(index, record);
  const after = records.findIndex((known) => known.createdAtMs <= record.createdAtMs);
  return after === -1 ? [...records, record] : records.toSpliced(after, 0, record);
}

/** A fetched list, unless a record in the cache is newer. */
export function newestMigrations(
  fetched: readonly MigrationRecord[],
  cached: readonly MigrationRecord[] | undefined,
): readonly MigrationRecord[] {
  if (!cached) return fetched;
  const known = new Map(cached.map((record) => [record.id, record]));
  return fetched.map((record) => newerRecord(known.get(record.id) ?? record, record));
}

export function withRecord(view: MigrationView, record: MigrationRecord): MigrationView {
  return newerRecord(view.record, record) === view.record ? view : { ...view, record };
}

function mergeSamples(old: readonly MigrationSample[], more: readonly MigrationSample[]): readonly MigrationSample[] {
  const last = old.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  const appended = more.filter((sample) => sample.atMs > last);
  const late = more.filter((sample) => sample.atMs <= last && !old.some((known) => known.atMs === sample.atMs));
  if (appended.length === 0 && late.length === 0) return old;
  const all = late.length === 0 ? [...old, ...appended] : [...old, ...late, ...appended];
  if (late.length > 0 || appended.length > 1) all.sort((a, b) => a.atMs - b.atMs);
  const unique = all.filter((sample, index) => sample.atMs !== all[index - 1]?.atMs);
  return unique.length > MOST_SAMPLES ? unique.slice(-MOST_SAMPLES) : unique;
}

/** Appends samples in order of time; one that is known already is not taken twice. */
export function withSamples(view: MigrationView, samples: readonly MigrationSample[]): MigrationView {
  const merged = mergeSamples(view.samples, samples);
  return merged === view.samples ? view : { ...view, samples: merged };
}

/** Adds a log entry, or replaces the one with its id (its repeats rose, or it ended). */
export function withLogEntry(view: MigrationView, entry: MigrationLogEntry): MigrationView {
  const index = view.log.findLastIndex((known) => known.id === entry.id);
  if (index >= 0) return { ...view, log: view.log.with(index, entry) };
  const before = view.log.findLastIndex((known) => known.id < entry.id);
  return { ...view, log: view.log.toSpliced(before + 1, 0, entry) };
}

/** A fetched view joined with what messages brought while it was on its way. */
export function newestView(fetched: MigrationView, cached: MigrationView | undefined): MigrationView {
  if (!cached) return fetched;
  const log = new Map(fetched.log.map((entry) => [entry.id, entry]));
  const missing = cached.log.filter((entry) => !log.has(entry.id));
  return {
    record: newerRecord(cached.record, fetched.record) === cached.record ? cached.record : fetched.record,
    samples: mergeSamples(fetched.samples, cached.samples),
    log: missing.length === 0 ? fetched.log : [...fetched.log, ...missing].sort((a, b) => a.id - b.id),
  };
}
