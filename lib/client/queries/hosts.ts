import { queryOptions } from "@tanstack/react-query";
import { type HostSnapshot, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { newestHosts } from "../live-cache.ts";
import { liveConnection, pollingInterval } from "../live-state.ts";

/** All hosts with facts and domains. Live while a component uses the room "inventory". */
export function hostsQuery() {
  return queryOptions({
    queryKey: queryKeys.hosts,
    queryFn: async ({ client, signal }): Promise<readonly HostSnapshot[]> => {
      const connection = liveConnection();
      const fetched = await api.hosts.list(undefined, { signal });
      // Revisions count within one run of the server: they compare only when the socket was there all the while.
      const comparable = connection !== null && connection === liveConnection();
      return comparable ? newestHosts(fetched, client.getQueryData(queryKeys.hosts)) : fetched;
    },
    refetchInterval: pollingInterval,
  });
}
