import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/client/api.ts";
import { type MigrationRequest, queryKeys } from "@/lib/contract/index.ts";

/** The checks of a request on fresh facts and probes; run anew each time the step comes up. */
export function freshCheckQuery(request: MigrationRequest) {
  const { domainUuid, sourceHostId, destinationHostId, options } = request;
  return queryOptions({
    queryKey: [...queryKeys.check(domainUuid, sourceHostId, destinationHostId, options), "fresh"],
    queryFn: ({ signal }) =>
      api.preflight.check({ domainUuid, sourceHostId, destinationHostId, options, fresh: true }, { signal }),
    staleTime: 0,
    refetchOnMount: "always",
    // Both hosts are asked for it: not again by itself, whatever happens to the live channel.
    refetchOnReconnect: false,
  });
}
