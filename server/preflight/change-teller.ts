import type { HostId } from "../../lib/core/model/ids.ts";
import type { PreflightParts } from "./parts.ts";

/** At most one word in this time: probes of many pairs end together, ms. */
const THROTTLE_MS = 250;

/** Tells `preflight:changed` of pairs whose probes have ended, a few together. */
export function createChangeTeller(events: PreflightParts["events"]): (source: HostId, destination: HostId) => void {
  let waiting = new Map<string, readonly [HostId, HostId]>();
  return (source, destination) => {
    if (waiting.size === 0) {
      const tell = () => {
        const pairs = [...waiting.values()];
        waiting = new Map();
        events.emit("preflight:changed", pairs);
      };
      setTimeout(tell, THROTTLE_MS).unref();
    }
    waiting.set(`${source} ${destination}`, [source, destination]);
  };
}
