"use client";

import { useQuery } from "@tanstack/react-query";
import { pollingInterval } from "@/lib/client/live-state.ts";
import { matrixQuery } from "@/lib/client/queries/matrix.ts";
import type { DomainUuid } from "@/lib/contract/index.ts";

/** Facts are read every few seconds; the matrix is worked out from them on the server and asks no host. */
const AGAIN_MS = 10_000;

/** The cells of all VMs (null) or of some, read again every ten seconds, sooner while the live channel is down. */
export function useMatrix(domainUuids: readonly DomainUuid[] | null) {
  return useQuery({ ...matrixQuery(domainUuids), refetchInterval: () => pollingInterval() || AGAIN_MS });
}
