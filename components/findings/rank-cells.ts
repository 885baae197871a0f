import type { HostId, HostSnapshot, MatrixCell } from "@/lib/contract/index.ts";
import { compareVerdicts } from "@/lib/core/preflight/verdict.ts";

/** Free memory in bytes as far as the host said, else 0. */
function freeMemory(host: HostSnapshot | undefined): number {
  const fact = host?.facts?.memoryAvailableBytes;
  return fact?.known ? fact.value : 0;
}

/**
 * Destinations of one VM, best first: fewest blocks, then unknowns, then warnings, then most free memory. Unfit hosts come last but
 * stay in the list. Source cells are left out.
 */
export function rankCells(cells: readonly MatrixCell[], hosts: readonly HostSnapshot[]): readonly MatrixCell[] {
  const byId = new Map(hosts.map((host) => [host.registration.id, host]));
  const free = (cell: MatrixCell) => freeMemory(byId.get(cell.destinationHostId));
  return cells
    .filter((cell) => !cell.isSource)
    .sort(
      (a, b) =>
        compareVerdicts(b.verdict, a.verdict) ||
        a.counts.block - b.counts.block ||
        a.counts.unknown - b.counts.unknown ||
        a.counts.warn - b.counts.warn ||
        free(b) - free(a),
    );
}

/** The host to recommend: the first of the ranking when nothing blocks it and nothing is unknown, else null. */
export function bestDestination(cells: readonly MatrixCell[], hosts: readonly HostSnapshot[]): HostId | null {
  const first = rankCells(cells, hosts)[0];
  return first && (first.verdict === "pass" || first.verdict === "warn") ? first.destinationHostId : null;
}
