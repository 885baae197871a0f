import type { HostId } from "../../lib/core/model/ids.ts";
import { refused } from "./refuse.ts";

/** Which hosts have a fix running: one at a time on each. */
export interface BusyHosts {
  /** Runs the task with these hosts held. Throws `conflict` at once, with the host's name, when one of them is held already. */
  hold<T>(hostIds: readonly HostId[], task: () => Promise<T>): Promise<T>;
}

/** The lock of this process; other processes are asked for by beside-others.ts. */
export function createBusyHosts(nameOf: (hostId: HostId) => string): BusyHosts {
  const held = new Set<HostId>();
  return {
    async hold(hostIds, task) {
      const taken = hostIds.find((hostId) => held.has(hostId));
      if (taken !== undefined) throw refused({ key: "errors.fixes.host-busy", values: { host: nameOf(taken) } });
      for (const hostId of hostIds) held.add(hostId);
      try {
        return await task();
      } finally {
        for (const hostId of hostIds) held.delete(hostId);
      }
    },
  };
}
