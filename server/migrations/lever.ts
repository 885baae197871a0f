import { abortUse, waitingUse } from "../../lib/core/migration/lever-record.ts";
import { leverStates } from "../../lib/core/migration/levers.ts";
import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { LeverAction } from "../../lib/core/model/options.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import { ServiceError } from "../service-error.ts";
import type { ActiveMigration } from "./active.ts";
import { askOwner } from "./ask-owner.ts";
import type { QueueDependencies } from "./dependencies.ts";
import { pull } from "./pull.ts";

/**
 * Uses a lever on a migration, on a person's account. Resolves when libvirt has answered (an abort and a recovery: when they are stored; they
 * are carried out by whoever watches). Asking again for an abort or a recovery that is on its way changes nothing. `active` is given by the process that
 * looks after it; any other one asks that one. Throws `not-found`; `too-late` when the migration is over; `conflict` with the reason when the
 * lever cannot be used now.
 */
export async function lever(
  deps: QueueDependencies,
  active: ActiveMigration | undefined,
  id: MigrationId,
  action: LeverAction,
  requestedBy: string,
): Promise<MigrationRecord> {
  if (active && !active.stopped) {
    try {
      return await leverHere(deps, active, action, requestedBy);
    } catch (error) {
      if (!(error instanceof NotOwnerError)) throw error;
    }
  }
  const record = await deps.store.migrations.get(id);
  if (!record) throw new ServiceError("not-found", { message: { key: "errors.migrations.not-found" } });
  if (isAskedFor(record, action)) return record;
  refuseUnusable(deps, record, action);
  return askOwner(deps, record, action, requestedBy);
}

/** The same for a migration that this process looks after; throws NotOwnerError when it turns out that it does not any more. */
export async function leverHere(
  deps: Pick<QueueDependencies, "inventory">,
  active: ActiveMigration,
  action: LeverAction,
  requestedBy: string,
): Promise<MigrationRecord> {
  const record = active.keeper.current();
  if (isAskedFor(record, action)) return record;
  refuseUnusable(deps, record, action);
  return pull(active, action, { kind: "user", name: requestedBy });
}

function refuseUnusable({ inventory }: Pick<QueueDependencies, "inventory">, record: MigrationRecord, action: LeverAction): void {
  const state = leverStates(record, {
    source: inventory.snapshot(record.request.sourceHostId)?.facts ?? null,
    destination: inventory.snapshot(record.request.destinationHostId)?.facts ?? null,
  })[action.kind];
  const tooLate = { message: { key: "errors.migrations.too-late" } };
  const over = record.endedAtMs !== null || record.state === "finishing";
  if (action.kind === "abort" && over) throw new ServiceError("too-late", tooLate);
  if (!state.available) throw new ServiceError(over ? "too-late" : "conflict", { message: state.reason });
  if (record.endedAtMs !== null) throw new ServiceError("too-late", tooLate);
}

function isAskedFor(record: MigrationRecord, action: LeverAction): boolean {
  if (action.kind === "abort") return record.state === "aborted" || (record.endedAtMs === null && abortUse(record) !== undefined);
  return action.kind === "recover" && record.endedAtMs === null && waitingUse(record, "recover") >= 0;
}
