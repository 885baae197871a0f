import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** What was measured and learned of the ways between hosts. Migrations that end teach more: read again when a page comes up. */
export function linksQuery() {
  return queryOptions({
    queryKey: queryKeys.links,
    queryFn: ({ signal }) => api.links.list(undefined, { signal }),
    staleTime: 5000,
  });
}
