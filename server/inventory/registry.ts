import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { inventoryError } from "./errors.ts";
import type { HostEntry } from "./host-entry.ts";
import type { FindRegistered } from "./verbs/probe-host.ts";

/** The registered hosts of this process, in the order of their registration. */
export type Registry = Map<HostId, HostEntry>;

/** The entry of a host; throws not-found. */
export function entryOf(registry: Registry, id: HostId): HostEntry {
  const entry = registry.get(id);
  if (!entry) throw inventoryError("not-found", "host-not-found");
  return entry;
}

/** Snapshots of all hosts. */
export function snapshotsOf(registry: Registry): readonly HostSnapshot[] {
  return [...registry.values()].map((entry) => entry.book.snapshot());
}

/** Finds a registration by address and port, or by the UUID that libvirt gave its host. */
export function findRegistered(registry: Registry): FindRegistered {
  return ({ address, port, libvirtUuid }) => {
    const found = snapshotsOf(registry).find(({ registration, facts }) => {
      const sameAddress = registration.address.toLowerCase() === address.toLowerCase() && registration.port === port;
      return sameAddress || (libvirtUuid !== null && facts?.uuid.known === true && facts.uuid.value === libvirtUuid);
    });
    return found?.registration.name ?? null;
  };
}
