import type { HostSnapshot } from "@/lib/contract/index.ts";
import type { FindingHosts } from "./finding-item.tsx";

/** Names of hosts for findings, from the inventory; a host that is gone is named by its id. */
export function findingHosts(hosts: readonly HostSnapshot[], sourceHostId: string, destinationHostId: string): FindingHosts {
  const nameOf = (hostId: string) => hosts.find((host) => host.registration.id === hostId)?.registration.name ?? hostId;
  return { sourceName: nameOf(sourceHostId), destinationName: nameOf(destinationHostId), nameOf };
}
