import { queryOptions } from "@tanstack/react-query";
import { type FixRequest, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** What the console ran on a host (null: on any), newest first. */
export function fixesQuery(hostId: string | null) {
  return queryOptions({
    queryKey: queryKeys.fixes(hostId),
    queryFn: ({ signal }) => api.fixes.list(hostId === null ? {} : { hostId }, { signal }),
    staleTime: 0,
  });
}

/** What a fix would run, by looking at the hosts now: each opening of a dialog looks anew, and nothing looks again by itself. */
export function fixPreviewQuery(request: FixRequest) {
  return queryOptions({
    queryKey: queryKeys.fixPreview(request),
    queryFn: ({ signal }) => api.fixes.preview({ ...request, hostIds: [...request.hostIds] }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
    refetchOnMount: "always",
  });
}
