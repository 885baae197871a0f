import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Nobody announces a case: it is asked for so often while a page is open, ms. */
const EVERY_MS = 15_000;

/** What is not as it should be on any host. The hosts are asked only about the VMs in question. */
export function recoveryQuery() {
  return queryOptions({
    queryKey: queryKeys.recovery,
    queryFn: ({ signal }) => api.recovery.list(undefined, { signal }),
    refetchInterval: EVERY_MS,
    staleTime: 5_000,
  });
}
