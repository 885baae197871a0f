import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import type { MigrationRequest } from "@/lib/contract/model.ts";
import { api } from "../api.ts";

/** The exact commands that a request would run, and what stands in its way. */
export function planQuery(request: MigrationRequest) {
  return queryOptions({
    queryKey: queryKeys.plan(request),
    queryFn: ({ signal }) => api.migrations.plan({ ...request, acknowledged: [...request.acknowledged] }, { signal }),
    staleTime: 10_000,
  });
}
