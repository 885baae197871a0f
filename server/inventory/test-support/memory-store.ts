import type { HostRegistration } from "../../../lib/core/model/host.ts";
import type { HostId } from "../../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import type { HostRepository, KeyRepository, StoredKey } from "../../store/repositories.ts";
import type { InventoryParts } from "../parts.ts";

type Facts = Awaited<ReturnType<HostRepository["loadFacts"]>> extends ReadonlyMap<HostId, infer Entry> ? Entry : never;

/** The store's interfaces over plain maps, as far as the inventory uses them. */
export interface MemoryStore {
  readonly store: InventoryParts["store"];
  readonly facts: Map<HostId, Facts>;
  readonly hosts: Map<HostId, HostRegistration>;
  /** What `migrations.unfinished` answers. */
  unfinished: readonly MigrationRecord[];
}

export function memoryStore(): MemoryStore {
  const hosts = new Map<HostId, HostRegistration>();
  const facts = new Map<HostId, Facts>();
  const keys = new Map<string, { readonly key: StoredKey; readonly text: string }>();
  const hostRepository: HostRepository = {
    list: async () => [...hosts.values()],
    insert: async (host) => void hosts.set(host.id, host),
    update: async (host) => void hosts.set(host.id, host),
    remove: async (id) => {
      hosts.delete(id);
      facts.delete(id);
    },
    saveFacts: async (id, latest, domains, observedAtMs) => void facts.set(id, { facts: latest, domains, observedAtMs }),
    loadFacts: async () => new Map(facts),
  };
  const keyRepository: KeyRepository = {
    list: async () => [...keys.values()].map((entry) => entry.key),
    add: async (key, text) => void keys.set(key.id, { key, text }),
    remove: async (id) => void keys.delete(id),
    readPrivate: async (id) => {
      const entry = keys.get(id);
      if (!entry) throw new Error(`there is no key ${id}`);
      return entry.text;
    },
  };
  const memory: MemoryStore = {
    store: {
      hosts: hostRepository,
      keys: keyRepository,
      migrations: { unfinished: async () => memory.unfinished } as unknown as InventoryParts["store"]["migrations"],
    },
    facts,
    hosts,
    unfinished: [],
  };
  return memory;
}
