import { queryOptions } from "@tanstack/react-query";
import { type HostId, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** The richest CPU model that these hosts share. Each answer costs a command on a host or two: not asked again by itself. */
export function cpuBaselineQuery(hostIds: readonly HostId[]) {
  return queryOptions({
    queryKey: queryKeys.cpuBaseline(hostIds),
    queryFn: ({ signal }) => api.preflight.cpuBaseline({ hostIds: [...hostIds] }, { signal }),
    enabled: hostIds.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    retry: false,
  });
}
