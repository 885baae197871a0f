import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import type { DomainUuid, HostId } from "@/lib/contract/model.ts";
import { api } from "../api.ts";
import { pollingInterval } from "../live-state.ts";

/** Verdicts of VMs against hosts; null = all. From facts and probes at hand: no host is asked for it. */
export function matrixQuery(domainUuids: readonly DomainUuid[] | null = null, hostIds: readonly HostId[] | null = null) {
  return queryOptions({
    queryKey: queryKeys.matrix(domainUuids, hostIds),
    queryFn: ({ signal }) =>
      api.preflight.matrix(
        { ...(domainUuids && { domainUuids: [...domainUuids] }), ...(hostIds && { hostIds: [...hostIds] }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: pollingInterval,
  });
}
