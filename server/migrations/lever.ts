import { abortUse, waitingUse } from "../../lib/core/migration/lever-record.ts";
import { leverStates } from "../../lib/core/migration/levers.ts";
import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { LeverAction } from "../../lib/core/model/options.ts";
import { ServiceError } from "../service-error.ts";
import type { ActiveMigration } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { pull } from "./pull.ts";

/**
 * Uses a lever on a migration, on a person's account. Resolves when libvirt has answered (an abort and a recovery: when they are stored; they
 * are carried out by whoever watches). Asking again for an abort or a recovery that is on its way changes nothing. Throws `not-found`; `too-late` when
 * the migration is over; `conflict` with the reason when the lever cannot be used now.
 */
export async function lever(
  deps: MigrationDependencies,
  active: ActiveMigration | undefined,
  id: MigrationId,
  action: LeverAction,
  requestedBy: string,
): Promise<MigrationRecord> {
  const record = active?.keeper.current() ?? (await deps.store.migrations.get(id));
  if (!record) throw new ServiceError("not-found", { message: { key: "errors.migrations.not-found" } });
  if (isAskedFor(record, action)) return record;
  const state = leverStates(record, {
    source: deps.inventory.snapshot(record.request.sourceHostId)?.facts ?? null,
    destination: deps.inventory.snapshot(record.request.destinationHostId)?.facts ?? null,
  })[action.kind];
  const over = record.endedAtMs !== null || record.state === "finishing" || !active;
  if (action.kind === "abort" && over) throw new ServiceError("too-late", { message: { key: "errors.migrations.too-late" } });
  if (!state.available) throw new ServiceError(over ? "too-late" : "conflict", { message: state.reason });
  if (!active) throw new ServiceError("too-late", { message: { key: "errors.migrations.too-late" } });
  return pull(active, action, { kind: "user", name: requestedBy });
}

function isAskedFor(record: MigrationRecord, action: LeverAction): boolean {
  if (action.kind === "abort") return record.state === "aborted" || (record.endedAtMs === null && abortUse(record) !== undefined);
  return action.kind === "recover" && record.endedAtMs === null && waitingUse(record, "recover") >= 0;
}
