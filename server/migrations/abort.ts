import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { ServiceError } from "../service-error.ts";
import type { ActiveMigration } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { sendAbortIfWanted } from "./send-abort.ts";

/**
 * Asks for a migration to be stopped. Stored first, then sent to the source by whoever watches the migration (at once, or as soon as there is a
 * job to abort, or never if nothing was started yet). Asking again changes nothing. Throws `not-found`, or `too-late` when it has ended.
 */
export async function abort(
  deps: MigrationDependencies,
  active: ActiveMigration | undefined,
  id: MigrationId,
  requestedBy: string,
): Promise<MigrationRecord> {
  if (!active) {
    const record = await deps.store.migrations.get(id);
    if (!record) throw new ServiceError("not-found", { message: { key: "errors.migrations.not-found" } });
    if (record.state === "aborted") return record;
    throw tooLate();
  }
  const before = active.keeper.current();
  if (before.abortRequestedAtMs !== null) return before;
  if (before.endedAtMs !== null || before.state === "finishing") throw tooLate();
  const record = await active.keeper.apply({ type: "abort-requested", atMs: deps.now(), by: requestedBy });
  active.log.note({ key: "failures.notes.abort-requested", values: { by: requestedBy } });
  if (record.state === "running") sendAbortIfWanted(active);
  active.wake.call();
  return record;
}

function tooLate(): ServiceError {
  return new ServiceError("too-late", { message: { key: "errors.migrations.too-late" } });
}
