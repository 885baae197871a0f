import type { HostRegistration } from "../../../lib/core/model/host.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../../../lib/core/model/migration.ts";
import type { LinkFigures } from "../../../lib/core/model/prediction.ts";
import type { LinkRepository, MigrationRepository, Store, StoredKey } from "../../store/repositories.ts";

/** The store's rules without a database: what outlives a thrown-away service in these tests. */
export function memoryStore(hosts: readonly HostRegistration[], privateKey: string): Store {
  const key: StoredKey = { id: "server", name: "server", algorithm: "", fingerprint: "", publicKey: "", createdAtMs: 0 };
  return {
    hosts: {
      list: async () => hosts,
      insert: async () => undefined,
      update: async () => undefined,
      remove: async () => undefined,
      saveFacts: async () => undefined,
      loadFacts: async () => new Map(),
    },
    keys: {
      list: async () => [key],
      add: async () => undefined,
      remove: async () => undefined,
      readPrivate: async () => privateKey,
    },
    migrations: memoryMigrations(),
    policies: { list: async () => [], insert: async () => true, update: async () => "gone", remove: async () => false },
    fixes: {
      insert: async () => true,
      byKey: async () => undefined,
      get: async () => undefined,
      update: async () => undefined,
      list: async () => [],
      running: async () => [],
    },
    linkFigures: memoryLinkFigures(),
    close: async () => undefined,
  };
}

/** One row for each way between hosts. */
function memoryLinkFigures(): LinkRepository {
  const rows = new Map<string, LinkFigures>();
  return {
    list: async () => [...rows.values()],
    async save(figures) {
      rows.set(`${figures.sourceHostId} ${figures.destinationHostId}`, structuredClone(figures));
    },
  };
}

/** Migrations in memory: one unfinished for each domain, one record for each idempotency key, revisions in order. */
export function memoryMigrations(): MigrationRepository {
  const records = new Map<string, MigrationRecord>();
  const keys = new Map<string, string>();
  const samples = new Map<string, MigrationSample[]>();
  const logs = new Map<string, Map<number, MigrationLogEntry>>();
  const all = () => [...records.values()].sort((left, right) => right.createdAtMs - left.createdAtMs);
  return {
    async insert(record, idempotencyKey) {
      const known = records.get(keys.get(idempotencyKey) ?? "");
      if (known) return { kind: "repeated", record: known };
      const busy = all().find((other) => other.endedAtMs === null && other.request.domainUuid === record.request.domainUuid);
      if (busy) return { kind: "domain-busy", record: busy };
      keys.set(idempotencyKey, record.id);
      records.set(record.id, structuredClone(record));
      return { kind: "inserted" };
    },
    get: async (id) => records.get(id),
    list: async ({ domainUuid, limit }) =>
      all()
        .filter(({ request }) => domainUuid === undefined || request.domainUuid === domainUuid)
        .slice(0, limit),
    unfinished: async () => all().filter(({ endedAtMs }) => endedAtMs === null),
    async update(record) {
      if (records.get(record.id)?.revision !== record.revision - 1)
        throw new Error(`revision ${record.revision} does not follow`);
      records.set(record.id, structuredClone(record));
    },
    async appendSample(id, sample) {
      samples.set(id, [...(samples.get(id) ?? []), sample]);
    },
    samples: async (id) => samples.get(id) ?? [],
    async putLog(id, entry) {
      logs.set(id, (logs.get(id) ?? new Map()).set(entry.id, structuredClone(entry)));
    },
    log: async (id) =>
      [...(logs.get(id) ?? new Map<number, MigrationLogEntry>()).values()].sort((left, right) => left.id - right.id),
  };
}
