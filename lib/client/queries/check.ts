import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import type { DomainUuid, HostId, MigrationOptions } from "@/lib/contract/model.ts";
import { api } from "../api.ts";

export interface CheckOf {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  /** Null: as the defaults would have it. */
  readonly options: MigrationOptions | null;
}

/** One VM against one host, from what is at hand. For fresh facts and probes call `api.preflight.check` with `fresh: true`. */
export function checkQuery({ domainUuid, sourceHostId, destinationHostId, options }: CheckOf) {
  return queryOptions({
    queryKey: queryKeys.check(domainUuid, sourceHostId, destinationHostId, options),
    queryFn: ({ signal }) =>
      api.preflight.check({ domainUuid, sourceHostId, destinationHostId, fresh: false, ...(options && { options }) }, { signal }),
    staleTime: 10_000,
  });
}
