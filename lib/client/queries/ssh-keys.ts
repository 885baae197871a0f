import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Stored SSH keys, without their secrets. */
export function sshKeysQuery() {
  return queryOptions({
    queryKey: queryKeys.sshKeys,
    queryFn: ({ signal }) => api.keys.list(undefined, { signal }),
  });
}
