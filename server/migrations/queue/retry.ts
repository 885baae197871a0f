import { mayRetry } from "../../../lib/core/migration/queue/may-retry.ts";
import { freshSteps } from "../../../lib/core/migration/queue/same-plan.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import type { MigrationDependencies } from "../dependencies.ts";
import { newRecord } from "../new-record.ts";

/** A process may die between the end of a migration and the storing of its next try: ends of so long ago are looked at again, ms. */
const MISSED_MS = 10 * 60_000;
const LOOKED_AT = 50;

/**
 * Stores the next try of an ended migration, if it is to be tried again (`mayRetry`): the same choices and the same reviewed commands, which are compared before it is
 * launched. Null when it is not to be, when the next try is stored already (asked any number of times, in any process, there is one), or when the VM is being migrated
 * again.
 */
export async function retry(
  deps: Pick<MigrationDependencies, "store" | "newId" | "now" | "logger">,
  failed: MigrationRecord,
): Promise<MigrationRecord | null> {
  const decision = mayRetry(failed);
  if (!decision.retry) return null;
  const { request, domainName, sourceHostName, destinationHostName, argv, steps, startedBy, queue, prediction, findings } =
    failed;
  const record = newRecord(deps, {
    request,
    domainName,
    sourceHostName,
    destinationHostName,
    argv,
    steps: freshSteps(steps),
    startedBy,
    queueing: queue,
    createdAtMs: deps.now(),
    prediction,
    findings,
    retry: { of: failed.id, attempt: queue.attempt + 1, notBeforeMs: decision.notBeforeMs },
  });
  const outcome = await deps.store.migrations.insert(record, `retry-${failed.id}`);
  if (outcome.kind === "inserted") return record;
  if (outcome.kind === "domain-busy")
    deps.logger.info({ migrationId: failed.id, busyWith: outcome.record.id }, "no other try: the VM is being migrated again");
  return null;
}

/** Ended migrations of the last minutes after which nothing was started for the same VM: their next try may be missing. */
export async function lately(deps: Pick<MigrationDependencies, "store" | "now">): Promise<readonly MigrationRecord[]> {
  const newestFirst = await deps.store.migrations.list({ limit: LOOKED_AT });
  const seen = new Set<string>();
  return newestFirst.filter(({ request, endedAtMs }) => {
    const newest = !seen.has(request.domainUuid);
    seen.add(request.domainUuid);
    return newest && endedAtMs !== null && deps.now() - endedAtMs < MISSED_MS;
  });
}
