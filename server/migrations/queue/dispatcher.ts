import { advance } from "../../../lib/core/migration/lifecycle.ts";
import { admit } from "../../../lib/core/migration/queue/admit.ts";
import { isWaiting } from "../../../lib/core/migration/queue/queue-events.ts";
import type { MigrationId } from "../../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";
import type { QueueLimits } from "../../../lib/core/model/queue.ts";
import type { MigrationLeases } from "../../cluster/types.ts";
import { listen, type ServerEvents } from "../../events.ts";
import type { Logger } from "../../logger.ts";
import type { Store } from "../../store/repositories.ts";

export interface DispatcherDependencies {
  readonly store: Pick<Store, "queue">;
  /** The limits in force. */
  readonly limits: () => Promise<QueueLimits>;
  readonly leases: Pick<MigrationLeases, "send">;
  readonly events: ServerEvents;
  readonly logger: Logger;
  /** The server's clock, ms. */
  readonly now: () => number;
}

/** Lets migrations through as the limits allow. One runs in every process; the database lets one decide at a time. */
export interface Dispatcher {
  /** Decides now. Resolves when a decision that began after this call is stored; rejects when the store fails. */
  dispatch(): Promise<void>;
  /** Takes one back that was not let through yet; null when it is not waiting (any more). */
  cancel(id: MigrationId, by: string): Promise<MigrationRecord | null>;
  /** Decides from now on by itself: after whatever may have changed something, and every two seconds while anything waits. */
  start(): void;
  stop(): void;
}

/** One that is due, a change that was announced to nobody because its process died, and age are seen so soon, ms. */
const LOOK_EVERY_MS = 2_000;

export function createDispatcher(deps: DispatcherDependencies): Dispatcher {
  const { store, events, leases } = deps;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let stop: (() => void) | null = null;

  const change = async (
    decide: (unfinished: readonly MigrationRecord[]) => readonly MigrationRecord[],
  ): Promise<readonly MigrationRecord[]> => {
    const changed = await store.queue.change(decide, (id, tx) => leases.send(id, tx));
    for (const record of changed) events.emit("migration:state", record);
    return changed;
  };
  const decideOnce = async (): Promise<void> => {
    const limits = await deps.limits();
    await change((unfinished) => decide(unfinished, limits, deps.now()));
  };
  /** Calls that come while a decision runs share the one after it. */
  const dispatch = (): Promise<void> => {
    if (!running) {
      running = decideOnce().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return dispatch();
      });
    return next;
  };
  const look = (): void => {
    if (stop) dispatch().catch((error: unknown) => deps.logger.error({ err: error }, "the queue could not be looked at"));
  };

  return {
    dispatch,
    async cancel(id, by) {
      const changed = await change((unfinished) => {
        const record = unfinished.find((one) => one.id === id);
        return record && isWaiting(record) ? [advance(record, { type: "cancelled", atMs: deps.now(), by })] : [];
      });
      look();
      return changed[0] ?? null;
    },
    start() {
      const onRecord = ({ endedAtMs }: MigrationRecord): void => {
        if (endedAtMs !== null) look();
      };
      const lookIfAnyWaits = (): void => {
        store.queue.anyWaits().then(
          (some) => some && look(),
          (error: unknown) => deps.logger.error({ err: error }, "the queue could not be looked at"),
        );
      };
      const timer = setInterval(lookIfAnyWaits, LOOK_EVERY_MS).unref();
      const ends = [listen(events, "migration:state", onRecord), listen(events, "settings:changed", look)];
      stop = () => {
        clearInterval(timer);
        for (const end of ends) end();
      };
      look();
    },
    stop() {
      stop?.();
      stop = null;
    },
  };
}

function decide(unfinished: readonly MigrationRecord[], limits: QueueLimits, atMs: number): readonly MigrationRecord[] {
  const waiting = unfinished.filter(isWaiting);
  if (waiting.length === 0) return [];
  const atWork = unfinished.filter((record) => !isWaiting(record));
  const { admitted, waits } = admit(waiting, atWork, limits, atMs);
  const byId = new Map(waiting.map((record) => [record.id, record]));
  const next = (id: MigrationId, event: Parameters<typeof advance>[1]): readonly MigrationRecord[] => {
    const record = byId.get(id);
    if (!record) return [];
    const changed = advance(record, event);
    return changed === record ? [] : [changed];
  };
  return [
    ...admitted.flatMap((id) => next(id, { type: "admitted", atMs })),
    ...waits.flatMap(({ id, reason, position }) => next(id, { type: "waits", atMs, waits: reason, position })),
  ];
}
