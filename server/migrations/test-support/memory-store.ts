import type { HostRegistration } from "../../../lib/core/model/host.ts";
import type { MigrationLogEntry, MigrationRecord, MigrationSample } from "../../../lib/core/model/migration.ts";
import type { LinkFigures } from "../../../lib/core/model/prediction.ts";
import { NotOwnerError } from "../../not-owner-error.ts";
import type {
  LeverOutcome,
  LeverRequest,
  LeverRequestRepository,
  LinkRepository,
  MigrationRepository,
  Store,
  StoredKey,
} from "../../store/repositories.ts";
import { memoryQueue, memorySettings } from "./memory-queue.ts";

/** The store's rules without a database: what outlives a thrown-away service in these tests. */
export function memoryStore(hosts: readonly HostRegistration[], privateKey: string): Store {
  const key: StoredKey = { id: "server", name: "server", algorithm: "", fingerprint: "", publicKey: "", createdAtMs: 0 };
  const migrations = memoryMigrations();
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
    migrations,
    leverRequests: memoryLeverRequests(),
    queue: memoryQueue(migrations),
    settings: memorySettings(),
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

function notInMemory(): never {
  throw new Error("the store in memory has no transactions");
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

/** Requests for levers in memory. */
export function memoryLeverRequests(): LeverRequestRepository {
  const requests = new Map<string, LeverRequest>();
  const outcomes = new Map<string, LeverOutcome>();
  return {
    insert: async (request) => void requests.set(request.id, request),
    open: async (ids) => [...requests.values()].filter(({ id, migrationId }) => ids.includes(migrationId) && !outcomes.has(id)),
    async answer(id, outcome) {
      const stored = outcomes.get(id) ?? outcome;
      outcomes.set(id, stored);
      return stored;
    },
    outcome: async (id) => outcomes.get(id) ?? null,
    forget: async () => undefined,
  };
}

/** Migrations in memory: one unfinished for each domain, one record for each idempotency key, revisions in order. */
export function memoryMigrations(): MigrationRepository {
  const records = new Map<string, MigrationRecord>();
  const keys = new Map<string, string>();
  const samples = new Map<string, MigrationSample[]>();
  const logs = new Map<string, Map<number, MigrationLogEntry>>();
  const owners = new Map<string, string>();
  const refuseStranger = (id: string, owner: string | undefined): void => {
    if (owner !== undefined && owners.get(id) !== owner) throw new NotOwnerError(id);
  };
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
    admitted: async () =>
      all()
        .filter(({ endedAtMs, queue }) => endedAtMs === null && queue.admittedAtMs !== null)
        .map(({ id }) => id),
    async claim(id, owner, confirm) {
      // There is no transaction that the leases could be part of.
      if (!(await confirm({ execute: notInMemory }))) return "lost";
      owners.set(id, owner);
      return records.get(id) ?? "gone";
    },
    async update(record, owner) {
      refuseStranger(record.id, owner);
      if (records.get(record.id)?.revision !== record.revision - 1)
        throw new Error(`revision ${record.revision} does not follow`);
      records.set(record.id, structuredClone(record));
    },
    async appendSample(id, sample, owner) {
      refuseStranger(id, owner);
      samples.set(id, [...(samples.get(id) ?? []), sample]);
    },
    samples: async (id) => samples.get(id) ?? [],
    async putLog(id, entry, owner) {
      refuseStranger(id, owner);
      logs.set(id, (logs.get(id) ?? new Map()).set(entry.id, structuredClone(entry)));
    },
    log: async (id) =>
      [...(logs.get(id) ?? new Map<number, MigrationLogEntry>()).values()].sort((left, right) => left.id - right.id),
  };
}
