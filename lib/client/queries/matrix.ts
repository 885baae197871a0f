import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type DomainUuid, type HostId, type MatrixSummary, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { liveState, pollingInterval } from "../live-state.ts";

/** Facts are read every few seconds and nobody announces each: cells rest on them, and asking costs no host anything. */
const AGAIN_MS = 10_000;
/** While probes run: the word that they have ended may have come before we listened. */
const SOON_MS = 3_000;

/** Verdicts of VMs against hosts; null = all. From facts and probes at hand: no host is waited for. */
export function matrixQuery(domainUuids: readonly DomainUuid[] | null = null, hostIds: readonly HostId[] | null = null) {
  return queryOptions({
    queryKey: queryKeys.matrix(domainUuids, hostIds),
    queryFn: ({ signal }) =>
      api.preflight.matrix(
        { ...(domainUuids && { domainUuids: [...domainUuids] }), ...(hostIds && { hostIds: [...hostIds] }) },
        { signal },
      ),
    staleTime: AGAIN_MS,
    refetchInterval: ({ state }): number | false =>
      pollingInterval() || (liveState() === "live" && (state.data?.some((cell) => cell.pending) ? SOON_MS : AGAIN_MS)),
  });
}

/**
 * What other windows of the matrix already have of these VMs and hosts (null = all), for the moment until the new window is there;
 * undefined when that is nothing.
 */
export function cellsAtHand(
  client: QueryClient,
  domainUuids: readonly DomainUuid[],
  hostIds: readonly HostId[] | null,
): readonly MatrixSummary[] | undefined {
  const [vms, hosts] = [new Set(domainUuids), hostIds && new Set(hostIds)];
  const known = new Map<string, MatrixSummary>();
  for (const [, cells] of client.getQueriesData<readonly MatrixSummary[]>({ queryKey: ["preflight", "matrix"] })) {
    for (const cell of cells ?? []) {
      if (!vms.has(cell.domainUuid) || (hosts && !hosts.has(cell.destinationHostId))) continue;
      known.set(`${cell.domainUuid} ${cell.destinationHostId}`, cell);
    }
  }
  return known.size === 0 ? undefined : [...known.values()];
}
