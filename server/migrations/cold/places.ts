import { type DomainUuid, isDomainUuid } from "../../../lib/core/model/ids.ts";
import type { SideTruth } from "../../../lib/core/model/migration.ts";
import type { ActiveMigration, Side } from "../active.ts";
import { readSide } from "../read-side.ts";

const TIMEOUT_MS = 5_000;

/** The UUID that the VM has at the destination: a clone's own, else the same. */
export function destinationUuid(active: ActiveMigration): DomainUuid {
  const { steps, request } = active.keeper.current();
  const uuid = String(steps.find(({ kind }) => kind === "define")?.data.uuid ?? "");
  return isDomainUuid(uuid) ? uuid : request.domainUuid;
}

/** Where one side says that the VM is; at the destination by the UUID that it has there. */
export async function readPlace(active: ActiveMigration, side: Side): Promise<SideTruth> {
  const uuid = side === "destination" ? destinationUuid(active) : active.keeper.current().request.domainUuid;
  return (await readSide(active, side, TIMEOUT_MS, uuid)).truth;
}
