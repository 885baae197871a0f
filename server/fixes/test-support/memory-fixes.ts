import type { FixRecord } from "../../../lib/core/model/fix.ts";
import type { FixRepository } from "../../store/repositories.ts";

/** The store's interface, and every revision that was ever written. */
export interface MemoryFixes extends FixRepository {
  readonly written: FixRecord[];
  /** So many more writes succeed, as until a server is killed. */
  writesLeft: number;
  /** Called with each record that was written, before the writer goes on. */
  afterWrite: ((record: FixRecord) => Promise<void>) | null;
}

/** The store's interface over plain maps. */
export function memoryFixes(): MemoryFixes {
  const records = new Map<string, FixRecord>();
  const keys = new Map<string, string>();
  const written: FixRecord[] = [];
  const keep = (record: FixRecord) => {
    records.set(record.id, record);
    written.push(record);
  };
  const memory: MemoryFixes = {
    written,
    writesLeft: Infinity,
    afterWrite: null,
    async insert(record, idempotencyKey) {
      if (keys.has(idempotencyKey)) return false;
      keys.set(idempotencyKey, record.id);
      keep(record);
      return true;
    },
    byKey: async (idempotencyKey) => records.get(keys.get(idempotencyKey) ?? ""),
    get: async (id) => records.get(id),
    async update(record) {
      memory.writesLeft -= 1;
      if (memory.writesLeft < 0) throw new Error("the server was killed");
      if (records.get(record.id)?.revision !== record.revision - 1) throw new Error(`${record.id} is at another revision`);
      keep(record);
      await memory.afterWrite?.(record);
    },
    async list({ hostId, limit }) {
      const all = [...records.values()].filter(
        ({ request }) => hostId === undefined || request.hostIds.some((id) => id === hostId),
      );
      return all.sort((a, b) => b.atMs - a.atMs).slice(0, limit);
    },
    running: async () => [...records.values()].filter(({ state }) => state === "running"),
  };
  return memory;
}
