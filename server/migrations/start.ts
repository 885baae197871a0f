import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "../../lib/core/model/finding.ts";
import { migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord, MigrationRequest } from "../../lib/core/model/migration.ts";
import type { StoredPrediction } from "../../lib/core/model/prediction.ts";
import { DEFAULT_QUEUEING } from "../../lib/core/model/queue.ts";
import { ServiceError } from "../service-error.ts";
import type { ActiveMigration } from "./active.ts";
import type { CellBook } from "./cell-book.ts";
import { decideStart } from "./decide-start.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { type PreparedMigration, prepare } from "./prepare.ts";

/** Longest that a start waits for its forecast, ms. */
const PREDICT_MS = 1_000;

/**
 * Starts a migration: decides on fresh facts, stores the record with its command as queued, then hands it to `begin`, which runs it. Returns as
 * soon as it is stored. The same idempotency key never starts twice (the first record is returned); a second migration of the same
 * domain is refused with the id of the one that won.
 */
export async function start(
  deps: MigrationDependencies,
  cells: CellBook,
  asked: MigrationRequest,
  idempotencyKey: string,
  startedBy: string,
  begin: (record: MigrationRecord, note: Message) => ActiveMigration,
): Promise<MigrationRecord> {
  const createdAtMs = deps.now();
  const cleared = await decideStart(deps, cells, asked);
  const { request } = cleared;
  const prepared = await prepare(deps, request, cleared.domain, cleared, cleared.cell);
  refuseUnready(prepared, cleared.destination.registration.name);
  const prediction = await expect(deps, request);
  const { maxDowntimeMs, bandwidthMiBps } = request.options;
  const record: MigrationRecord = {
    id: migrationId(deps.newId("m")),
    revision: 1,
    request,
    domainName: cleared.domain.name,
    sourceHostName: cleared.source.registration.name,
    destinationHostName: cleared.destination.registration.name,
    state: "queued",
    phase: "preparing",
    argv: prepared.argv,
    startedBy,
    queue: {
      ...DEFAULT_QUEUEING,
      admittedAtMs: createdAtMs,
      notBeforeMs: null,
      waits: null,
      position: null,
      attempt: 1,
      retryOf: null,
    },
    createdAtMs,
    startedAtMs: null,
    endedAtMs: null,
    phaseStartedAtMs: {},
    abortRequestedAtMs: null,
    abortRequestedBy: null,
    timeoutFiredAtMs: null,
    steps: prepared.steps,
    levers: [],
    rungsClimbed: 0,
    postCopyAtMs: null,
    recoveries: 0,
    outsideChanges: [],
    limits: { maxDowntimeMs, bandwidthMiBps },
    attention: null,
    prediction,
    forecast: null,
    lastSample: null,
    findings: cleared.cell.findings,
    result: null,
  };
  const outcome = await deps.store.migrations.insert(record, idempotencyKey);
  switch (outcome.kind) {
    case "repeated":
      return outcome.record;
    case "domain-busy":
      throw alreadyMigrating(outcome.record);
    case "inserted": {
      deps.events.emit("migration:state", record);
      const { pass, warn } = cleared.cell.counts;
      begin(record, { key: "failures.notes.preflight-accepted", values: { pass, warn } });
      return record;
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

/** Nothing is begun when it is plain that the first step would fail: a file in the way, or an image of which nothing is known. */
function refuseUnready({ steps, evidence }: PreparedMigration, host: string): void {
  for (const { kind, data, commands } of steps) {
    if (kind !== "create-image" && kind !== "create-overlay") continue;
    const values = { disk: String(data.target), path: String(data.path), host };
    const refuse = (key: string): ServiceError =>
      new ServiceError("conflict", { message: { key: `errors.migrations.${key}`, values }, field: "options.copiedDisks" });
    if (commands.length === 0) throw refuse("image-unread");
    const pair = evidence?.images.get(values.disk);
    if (pair?.destination.exists) throw refuse("image-exists");
    // An overlay on another base is another disk: acknowledging that nobody compared them is not enough.
    if (kind === "create-overlay" && pair?.backingEqual !== true) throw refuse("backing-not-compared");
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
