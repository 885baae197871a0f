import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";

/** The inventory wraps what it knows of a host anew at each look; what is kept by the identity of a snapshot must outlive that. */
export function createStableSnapshots(): (hosts: readonly HostSnapshot[]) => readonly HostSnapshot[] {
  let last: ReadonlyMap<HostId, HostSnapshot> = new Map();
  return (hosts) => {
    const stable = hosts.map((host) => {
      const before = last.get(host.registration.id);
      return before && isSame(before, host) ? before : host;
    });
    last = new Map(stable.map((host) => [host.registration.id, host]));
    return stable;
  };
}

/** The same in all that a verdict may rest on: how long a command takes and the number of the change are not looked at. */
function isSame(a: HostSnapshot, b: HostSnapshot): boolean {
  return (
    a.registration === b.registration &&
    a.facts === b.facts &&
    a.domains === b.domains &&
    a.state === b.state &&
    a.problem === b.problem &&
    a.observedAtMs === b.observedAtMs
  );
}
