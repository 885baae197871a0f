import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationService } from "../services.ts";
import { type ActiveMigration, activate } from "./active.ts";
import { createCellBook } from "./cell-book.ts";
import { cleanUp } from "./clean-up.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { measureDirtyRate } from "./dirty-rate.ts";
import { get } from "./get.ts";
import { lever } from "./lever.ts";
import { list } from "./list.ts";
import { plan } from "./plan.ts";
import { qemuParameters } from "./qemu-parameters.ts";
import { reattach } from "./reattach.ts";
import { start } from "./start.ts";
import { supervise } from "./supervise.ts";

export type { MigrationDependencies } from "./dependencies.ts";

/** How long `stop` waits for what is being written, ms. */
const STOP_MS = 5_000;

/** The migration service. It holds the migrations that it looks after; their truth is in the store and on the hosts. */
export function createMigrationService(deps: MigrationDependencies): MigrationService {
  const actives = new Map<MigrationId, { readonly active: ActiveMigration; readonly done: Promise<void> }>();
  const cells = createCellBook(deps);
  let stopped = false;

  const look = (active: ActiveMigration, from: "launch" | "ask"): void => {
    active.stopped = stopped;
    const done = supervise(active, from)
      .catch((error: unknown) =>
        deps.logger.error({ migrationId: active.id, err: error }, "a migration is not looked after any more"),
      )
      .finally(() => actives.delete(active.id));
    actives.set(active.id, { active, done });
  };

  return {
    plan: (request) => plan(deps, cells, request),
    start: (request, idempotencyKey, startedBy) =>
      start(deps, cells, request, idempotencyKey, startedBy, (record, note) => {
        const active = activate(deps, record, { samples: [], nextLogId: 1 });
        active.log.note(note);
        look(active, "launch");
        return active;
      }),
    abort: (id, requestedBy) => lever(deps, actives.get(id)?.active, id, { kind: "abort" }, requestedBy),
    lever: (id, action, requestedBy) => lever(deps, actives.get(id)?.active, id, action, requestedBy),
    qemuParameters: (id) => qemuParameters(deps, id),
    cleanUp: (id, leftoverId, requestedBy) => cleanUp(deps, id, leftoverId, requestedBy),
    dirtyRate: (input) => measureDirtyRate(deps, input),
    get: (id) => get(deps, id),
    list: (filter) => list(deps, filter),
    reattach: () => reattach(deps, (active) => look(active, "ask")),
    async stop() {
      stopped = true;
      const all = [...actives.values()];
      for (const { active } of all) {
        active.stopped = true;
        active.wake.call();
      }
      await Promise.race([
        Promise.all(all.map(({ done }) => done)),
        new Promise((resolve) => setTimeout(resolve, STOP_MS).unref()),
      ]);
    },
  };
}
