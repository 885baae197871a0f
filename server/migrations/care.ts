import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { CareEnd, Lease } from "../cluster/types.ts";
import type { ActiveMigration } from "./active.ts";
import type { QueueDependencies } from "./dependencies.ts";
import { leverHere } from "./lever.ts";
import { createLeverRequests } from "./lever-requests.ts";
import type { Rechecked } from "./queue/recheck.ts";
import { supervise } from "./supervise.ts";
import { startOf, takeUp } from "./take-up.ts";

/** The migrations that this process looks after. */
export interface Care {
  /** Looks after the migration of a lease until it has ended, the lease is lost, or this process stops. */
  take(lease: Lease): Promise<CareEnd>;
  active(id: MigrationId): ActiveMigration | undefined;
  /** Resolves when the hosts were asked for the first time what has become of it, or nothing need be asked. */
  judged(id: MigrationId): Promise<void>;
  start(): void;
  /** Lets go of all of them, and takes no more. */
  stop(): void;
}

/** Takes care of none yet. `recheck` is asked before one is launched. */
export function createCare(deps: QueueDependencies, recheck: (active: ActiveMigration) => Promise<Rechecked>): Care {
  const actives = new Map<MigrationId, ActiveMigration>();
  const awaited = new Map<MigrationId, PromiseWithResolvers<void>>();
  const requests = createLeverRequests(deps, actives, (active, { action, requestedBy }) =>
    leverHere(deps, active, action, requestedBy),
  );
  let stopped = false;

  const lookAfter = async (active: ActiveMigration): Promise<CareEnd> => {
    actives.set(active.id, active);
    if (stopped) active.stop();
    void active.judged.promise.then(() => awaited.get(active.id)?.resolve());
    try {
      // Before anything else: it may be that somebody wants it stopped.
      await requests.look(active, true);
      const from = startOf(active);
      if (from === "ask" || (await recheck(active)) === "go") await supervise(active, from);
      if (active.keeper.current().endedAtMs === null) return "released";
      await requests.look(active, false);
      return "over";
    } finally {
      actives.delete(active.id);
    }
  };

  return {
    async take(lease) {
      if (stopped) return "released";
      const taken = await takeUp(deps, lease);
      if (typeof taken !== "string") return lookAfter(taken);
      awaited.get(lease.migrationId)?.resolve();
      return taken;
    },
    active: (id) => actives.get(id),
    judged(id) {
      const waiting = awaited.get(id) ?? Promise.withResolvers<void>();
      awaited.set(id, waiting);
      return waiting.promise;
    },
    start: () => requests.start(),
    stop() {
      stopped = true;
      requests.stop();
      for (const active of actives.values()) active.stop();
    },
  };
}
