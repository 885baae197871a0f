import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Each answer costs two commands on every host: not asked again by itself. */
const STALE_MS = 60_000;

/** Certificates of all hosts, as they are on the hosts. */
export function tlsQuery() {
  return queryOptions({
    queryKey: queryKeys.tls,
    queryFn: ({ signal }) => api.tls.status(undefined, { signal }),
    staleTime: STALE_MS,
    refetchOnWindowFocus: false,
  });
}
