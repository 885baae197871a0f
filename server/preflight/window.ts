import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import { locateDomain } from "../../lib/core/preflight/matrix.ts";

/** The part of the matrix that somebody looks at. */
export interface Window {
  readonly located: readonly { readonly domain: Domain; readonly host: HostSnapshot }[];
  readonly destinations: readonly HostSnapshot[];
}

/** What of `wanted` is there: VMs where they are now, and hosts; without a list, all of them. */
export function windowOf(
  hosts: readonly HostSnapshot[],
  wanted: { readonly domainUuids?: readonly DomainUuid[] | undefined; readonly hostIds?: readonly HostId[] | undefined },
): Window {
  const { domainUuids, hostIds } = wanted;
  const chosen = hostIds && new Set(hostIds);
  return {
    located: (domainUuids ?? allUuids(hosts)).flatMap((uuid) => locateDomain(hosts, uuid) ?? []),
    destinations: chosen ? hosts.filter(({ registration }) => chosen.has(registration.id)) : hosts,
  };
}

function allUuids(hosts: readonly HostSnapshot[]): readonly DomainUuid[] {
  return [...new Set(hosts.flatMap(({ domains }) => domains.map(({ uuid }) => uuid)))];
}
