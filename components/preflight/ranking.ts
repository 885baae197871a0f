import type { Domain, HostId, HostSnapshot, MatrixCell, MatrixSummary } from "@/lib/contract/index.ts";
import { type Place, rankDestinations } from "@/lib/core/preflight/rank.ts";
import type { RowCells } from "./rows.ts";

const NOWHERE: ReadonlyMap<HostId, Place> = new Map();

/** Places of the hosts for one VM, best first; empty while one of those compared is not judged yet. */
export function placesOf(
  cells: RowCells | undefined,
  compared: readonly HostSnapshot[],
  domain: Domain,
): ReadonlyMap<HostId, Place> {
  const own = compared.flatMap((host) => cells?.get(host.registration.id) ?? []);
  return own.length < compared.length ? NOWHERE : rankedBy(own, compared, domain);
}

/** Places of the hosts from the cells at hand, best first. */
export function rankedBy(
  cells: readonly (MatrixSummary | MatrixCell)[],
  hosts: readonly HostSnapshot[],
  domain: Domain,
): ReadonlyMap<HostId, Place> {
  return new Map(rankDestinations(cells, hosts, domain).map((place) => [place.hostId, place]));
}

/** The host to recommend; null when none fits. */
export function bestOf(places: ReadonlyMap<HostId, Place>): HostId | null {
  return [...places.values()].find(({ best }) => best)?.hostId ?? null;
}

/** For sorting hosts by their places; those without one come last. */
export function orderOf(places: ReadonlyMap<HostId, Place>, hostId: HostId): number {
  return places.get(hostId)?.place ?? Number.MAX_SAFE_INTEGER;
}
