import type { Message } from "../../lib/core/model/finding.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, type Side } from "./active.ts";

/** What happened: a key below `failures.outside`, and what belongs to it. The host's name is put in here. */
export interface OutsideEvent {
  readonly key: string;
  readonly values?: Message["values"];
}

/** Puts something that came from outside on the record and into the log. */
export async function addOutsideChange(active: ActiveMigration, side: Side, atMs: number, what: OutsideEvent): Promise<void> {
  const hostId = hostIdOf(active, side);
  const values = { host: hostNameOf(active, side), ...what.values };
  const message: Message = { key: `failures.outside.${what.key}`, values };
  active.log.note(message, hostId);
  await active.keeper.apply({ type: "outside-change", atMs, change: { atMs, hostId, message } });
}

/** The same while a migration is watched, without waiting. After its end nothing is noted: it is we who put things right then. */
export function noteOutsideChange(active: ActiveMigration, side: Side, atMs: number, what: OutsideEvent): void {
  const { state, endedAtMs } = active.keeper.current();
  if (active.stopped || state === "finishing" || endedAtMs !== null) return;
  addOutsideChange(active, side, atMs, what).catch((error: unknown) =>
    active.deps.logger.error({ migrationId: active.id, err: error }, "a change from outside could not be stored"),
  );
}
