import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** How many migrations may be at work at once. */
export function queueLimitsQuery() {
  return queryOptions({
    queryKey: queryKeys.queueLimits,
    queryFn: ({ signal }) => api.settings.limits(undefined, { signal }),
  });
}
