import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationRecord, MigrationRequest } from "../../lib/core/model/migration.ts";
import type { StoredPrediction } from "../../lib/core/model/prediction.ts";
import type { Queueing } from "../../lib/core/model/queue.ts";
import { ServiceError } from "../service-error.ts";
import type { CellBook } from "./cell-book.ts";
import { decideStart } from "./decide-start.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { newRecord } from "./new-record.ts";
import { prepare } from "./prepare.ts";
import type { MigrationQueue } from "./queue/index.ts";
import { refuseUnready } from "./refuse-unready.ts";

/** Longest that a start waits for its forecast, ms. */
const PREDICT_MS = 1_000;

/**
 * Starts a migration: decides on fresh facts, stores the record with its command as queued, and hands it to the queue, which lets it through at once where
 * the limits allow. The same idempotency key never starts twice (the first record is returned); a second migration of the same
 * domain is refused with the id of the one that won.
 */
export async function start(
  deps: MigrationDependencies,
  cells: CellBook,
  asked: MigrationRequest,
  idempotencyKey: string,
  startedBy: string,
  queueing: Queueing,
  queue: Pick<MigrationQueue, "enter">,
): Promise<MigrationRecord> {
  const createdAtMs = deps.now();
  const cleared = await decideStart(deps, cells, asked);
  const { request } = cleared;
  const prepared = await prepare(deps, request, cleared.domain, cleared, cleared.cell);
  refuseUnready(prepared, cleared.destination.registration.name);
  const prediction = await expect(deps, request);
  const record = newRecord(deps, {
    request,
    domainName: cleared.domain.name,
    sourceHostName: cleared.source.registration.name,
    destinationHostName: cleared.destination.registration.name,
    argv: prepared.argv,
    steps: prepared.steps,
    startedBy,
    queueing,
    createdAtMs,
    prediction,
    findings: cleared.cell.findings,
    retry: null,
  });
  const outcome = await deps.store.migrations.insert(record, idempotencyKey);
  switch (outcome.kind) {
    case "repeated":
      return outcome.record;
    case "domain-busy":
      throw alreadyMigrating(outcome.record);
    case "inserted": {
      const { pass, warn } = cleared.cell.counts;
      return queue.enter(record, { key: "failures.notes.preflight-accepted", values: { pass, warn } });
    }
  }
}

/** What is expected now, to be held against the outcome. Null when nothing can be said, or not soon: no start waits or fails for it. */
async function expect(deps: MigrationDependencies, request: MigrationRequest): Promise<StoredPrediction | null> {
  const late = new AbortController();
  try {
    const { domainUuid, sourceHostId, destinationHostId, options } = request;
    const tooLate = sleep(PREDICT_MS, null, { signal: late.signal });
    const view = await Promise.race([
      deps.forecast.predict({ domainUuid, sourceHostId, destinationHostId, options }),
      tooLate.catch(() => null),
    ]);
    if (view === null || view.prediction.verdict === "unknown") return null;
    return { atMs: view.atMs, inputs: view.inputs, prediction: view.prediction };
  } catch (error) {
    deps.logger.warn({ domainUuid: request.domainUuid, err: error }, "a migration starts without a forecast");
    return null;
  } finally {
    late.abort();
  }
}

function alreadyMigrating(winner: MigrationRecord): ServiceError {
  return new ServiceError("already-migrating", {
    message: {
      key: "errors.migrations.already-migrating",
      values: { vm: winner.domainName, host: winner.destinationHostName },
    },
    migrationId: winner.id,
  });
}
