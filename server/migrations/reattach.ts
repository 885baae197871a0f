import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { type ActiveMigration, activate } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { endsInLog } from "./note-job-end.ts";

/** The port opens no later than this after the server began to ask its hosts, ms. */
const WAIT_MS = 3_000;

/**
 * Takes up every migration that an earlier run of the server left unfinished, all at once. Resolves when each has been judged once, or after a
 * bounded time: those that are not judged by then go on in the background. `run` looks after one of them.
 */
export async function reattach(deps: MigrationDependencies, run: (active: ActiveMigration) => void): Promise<void> {
  const unfinished = await deps.store.migrations.unfinished();
  const taken = await Promise.all(unfinished.map((record) => takeUp(deps, record, run)));
  const judged = Promise.all(taken.map((active) => active.judged.promise));
  await Promise.race([judged, new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref())]);
}

async function takeUp(
  deps: MigrationDependencies,
  record: MigrationRecord,
  run: (active: ActiveMigration) => void,
): Promise<ActiveMigration> {
  const [samples, log] = await Promise.all([deps.store.migrations.samples(record.id), deps.store.migrations.log(record.id)]);
  const nextLogId = log.reduce((highest, entry) => Math.max(highest, entry.id), 0) + 1;
  const active = activate(deps, record, { samples, nextLogId });
  for (const jobId of endsInLog(record, log)) active.endsNoted.add(jobId);
  active.log.note({ key: "failures.notes.server-restarted" });
  run(active);
  return active;
}
