import { eq } from "drizzle-orm";
import { hostId } from "../../lib/core/model/ids.ts";
import { completeDomain } from "./complete-domain.ts";
import type { Db } from "./database.ts";
import type { HostRepository } from "./repositories.ts";
import { hostFacts, hosts } from "./schema.ts";

/** Registered hosts and what was last read from them. */
export function createHostRepository(db: Db): HostRepository {
  return {
    async list() {
      const rows = await db.select({ registration: hosts.registration }).from(hosts).orderBy(hosts.addedAtMs, hosts.id);
      return rows.map((row) => row.registration);
    },
    async insert(host) {
      await db.insert(hosts).values({ id: host.id, addedAtMs: host.addedAtMs, registration: host });
    },
    async update(host) {
      const { rowCount } = await db.update(hosts).set({ registration: host }).where(eq(hosts.id, host.id));
      if (rowCount !== 1) throw new Error(`no host ${host.id} to update`);
    },
    async remove(id) {
      await db.delete(hosts).where(eq(hosts.id, id));
    },
    async saveFacts(id, facts, domains, observedAtMs) {
      const values = { facts, domains, observedAtMs };
      await db
        .insert(hostFacts)
        .values({ hostId: id, ...values })
        .onConflictDoUpdate({ target: hostFacts.hostId, set: values });
    },
    async loadFacts() {
      const rows = await db.select().from(hostFacts);
      return new Map(
        rows.map(({ hostId: id, facts, domains, observedAtMs }) => [
          hostId(id),
          { facts, domains: domains.map(completeDomain), observedAtMs },
        ]),
      );
    },
  };
}
