import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Version, user, data folder. */
export function systemQuery() {
  return queryOptions({
    queryKey: queryKeys.system,
    queryFn: ({ signal }) => api.system.info(undefined, { signal }),
  });
}
