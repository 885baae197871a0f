import type { DomainUuid, HostId, MigrationId } from "../../lib/core/model/ids.ts";
import type { RunningCount } from "../../lib/core/preflight/context.ts";
import type { ServerEvents } from "../events.ts";

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

/** Counts from what is announced: each start, and each one that is taken up again after the server was restarted. */
export function createRunningCounter(events: Pick<ServerEvents, "on">): RunningCounter {
  const running = new Map<MigrationId, Running>();
  events.on("migration:state", ({ id, endedAtMs, request }) => {
    const { domainUuid, sourceHostId, destinationHostId } = request;
    if (endedAtMs === null) running.set(id, { domainUuid, from: sourceHostId, to: destinationHostId });
    else running.delete(id);
  });
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
