import type { MigrationId } from "../../../lib/core/model/ids.ts";
import type { CareEnd, Lease, MigrationLeases } from "../../cluster/types.ts";
import type { MigrationRepository } from "../../store/repositories.ts";

/** The leases of the only process, without a database: each migration that was let through is taken at once, and again after it was released. */
export function memoryLeases(migrations: Pick<MigrationRepository, "admitted">): MigrationLeases {
  const running = new Map<MigrationId, Promise<void>>();
  let care: ((lease: Lease) => Promise<CareEnd>) | null = null;
  let takings = 0;

  const take = (id: MigrationId): void => {
    if (!care || running.has(id)) return;
    const { signal } = new AbortController();
    const lease = { migrationId: id, token: `memory:${++takings}`, signal, lost: () => false, confirm: async () => true };
    const done = care(lease)
      .catch((): CareEnd => "released")
      .then((end) => {
        running.delete(id);
        if (end === "released") setTimeout(() => take(id), 100).unref();
      });
    running.set(id, done);
  };

  return {
    sole: true,
    // Not before whoever sends it has stored what belongs to it.
    send: async (id) => void setImmediate(take, id),
    async start(look) {
      care = look;
      for (const id of await migrations.admitted()) take(id);
    },
    async stop() {
      care = null;
      await Promise.all(running.values());
    },
  };
}
