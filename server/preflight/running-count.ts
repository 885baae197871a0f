import type { DomainUuid, HostId, MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { RunningCount } from "../../lib/core/preflight/context.ts";
import type { ServerEvents } from "../events.ts";
import type { PreflightParts } from "./parts.ts";

export interface RunningCounter {
  /** The console's migrations of other domains that leave or enter this host now. */
  of(hostId: HostId, except: DomainUuid): RunningCount;
}

interface Running {
  readonly domainUuid: DomainUuid;
  readonly from: HostId;
  readonly to: HostId;
}

const NONE: RunningCount = { outgoing: 0, incoming: 0 };

/**
 * Counts from what is announced: each start, and each one that is taken up again after the server was restarted. What other processes look
 * after since before this one began, or announced while nobody heard, is asked of the store.
 */
export function createRunningCounter(
  events: Pick<ServerEvents, "on">,
  { unfinished, logger }: Partial<Pick<PreflightParts, "unfinished" | "logger">> = {},
): RunningCounter {
  const running = new Map<MigrationId, Running>();
  /** Announced while the store is asked: newer than its answer. */
  let announced = new Set<MigrationId>();
  const note = ({ id, endedAtMs, request, queue }: MigrationRecord): void => {
    const { domainUuid, sourceHostId, destinationHostId } = request;
    // One that waits in the queue shares nothing with others yet.
    if (queue.admittedAtMs === null) return;
    if (endedAtMs === null) running.set(id, { domainUuid, from: sourceHostId, to: destinationHostId });
    else running.delete(id);
  };
  events.on("migration:state", (record) => {
    announced.add(record.id);
    note(record);
  });
  const load = async (ask: NonNullable<typeof unfinished>): Promise<void> => {
    announced = new Set();
    try {
      const records = (await ask()).filter(({ id }) => !announced.has(id));
      const there = new Set(records.map(({ id }) => id));
      for (const id of [...running.keys()]) if (!there.has(id) && !announced.has(id)) running.delete(id);
      for (const record of records) note(record);
    } catch (error) {
      logger?.warn({ err: error }, "running migrations could not be counted; those that are announced are");
    }
  };
  if (unfinished) {
    void load(unfinished);
    events.on("missed", () => void load(unfinished));
  }
  return {
    of(hostId, except) {
      if (running.size === 0) return NONE;
      let [outgoing, incoming] = [0, 0];
      for (const { domainUuid, from, to } of running.values()) {
        if (domainUuid === except) continue;
        if (from === hostId) outgoing += 1;
        if (to === hostId) incoming += 1;
      }
      return { outgoing, incoming };
    },
  };
}
