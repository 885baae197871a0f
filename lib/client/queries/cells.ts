import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type DomainUuid, type HostId, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { liveState, pollingInterval } from "../live-state.ts";

/** As in the matrix: facts change without a word. */
const AGAIN_MS = 10_000;

/** The cells of a few VMs (20 at the most) with every finding; hosts null = all. From what is at hand: no host is waited for. */
export function cellsQuery(domainUuids: readonly DomainUuid[], hostIds: readonly HostId[] | null = null) {
  return queryOptions({
    queryKey: queryKeys.cells(domainUuids, hostIds),
    queryFn: ({ signal }) =>
      api.preflight.cells({ domainUuids: [...domainUuids], ...(hostIds && { hostIds: [...hostIds] }) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: AGAIN_MS,
    refetchInterval: (): number | false => pollingInterval() || (liveState() === "live" && AGAIN_MS),
  });
}
