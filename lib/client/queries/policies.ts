import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Named policies, by name. */
export function policiesQuery() {
  return queryOptions({
    queryKey: queryKeys.policies,
    queryFn: ({ signal }) => api.policies.list(undefined, { signal }),
  });
}
