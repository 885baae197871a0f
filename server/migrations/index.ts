import { DEFAULT_QUEUEING } from "../../lib/core/model/queue.ts";
import type { MigrationService } from "../services.ts";
import { createCare } from "./care.ts";
import { createCellBook } from "./cell-book.ts";
import { cleanUp } from "./clean-up.ts";
import type { QueueDependencies } from "./dependencies.ts";
import { measureDirtyRate } from "./dirty-rate.ts";
import { get } from "./get.ts";
import { lever } from "./lever.ts";
import { list } from "./list.ts";
import { plan } from "./plan.ts";
import { qemuParameters } from "./qemu-parameters.ts";
import { createMigrationQueue } from "./queue/index.ts";
import { reattach } from "./reattach.ts";
import { start } from "./start.ts";

/** The migration service. It holds the migrations that it looks after; their truth is in the store and on the hosts. */
export function createMigrationService(deps: QueueDependencies): MigrationService {
  const cells = createCellBook(deps);
  const queue = createMigrationQueue(deps, cells);
  const care = createCare(deps, queue.recheck);

  return {
    plan: (request) => plan(deps, cells, request),
    start: (request, idempotencyKey, startedBy, queueing = DEFAULT_QUEUEING) =>
      start(deps, cells, request, idempotencyKey, startedBy, queueing, queue),
    abort: async (id, requestedBy) =>
      (await queue.cancel(id, requestedBy)) ?? lever(deps, care.active(id), id, { kind: "abort" }, requestedBy),
    lever: async (id, action, requestedBy) =>
      (action.kind === "abort" ? await queue.cancel(id, requestedBy) : null) ??
      lever(deps, care.active(id), id, action, requestedBy),
    qemuParameters: (id) => qemuParameters(deps, id),
    cleanUp: (id, leftoverId, requestedBy) => cleanUp(deps, id, leftoverId, requestedBy),
    dirtyRate: (input) => measureDirtyRate(deps, input),
    get: (id) => get(deps, id),
    list: (filter) => list(deps, filter),
    async reattach() {
      await reattach(deps, care);
      queue.start();
    },
    async stop() {
      queue.stop();
      care.stop();
      await deps.leases.stop();
    },
  };
}
