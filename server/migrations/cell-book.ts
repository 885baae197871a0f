import type { Domain } from "../../lib/core/model/domain.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** The preflights that this service had made anew, for a start that follows within a minute. */
export interface CellBook {
  /** Has both hosts read and everything probed again. */
  probeAnew(request: MigrationRequest): Promise<MatrixCell>;
  /**
   * A preflight of this very request that was made anew within the last `maxAgeMs` and has no bad news, for a domain that has not changed
   * since; null when there is none.
   */
  recent(request: MigrationRequest, maxAgeMs: number): MatrixCell | null;
}

interface Kept {
  readonly cell: MatrixCell;
  readonly atMs: number;
  readonly domain: string;
}

const MAX_KEPT = 500;

/** An empty book; `request.options` must be the options as they will be used. */
export function createCellBook(deps: Pick<MigrationDependencies, "preflight" | "inventory" | "now">): CellBook {
  const kept = new Map<string, Kept>();
  const domainNow = (request: MigrationRequest): string => {
    const domains = deps.inventory.snapshot(request.sourceHostId)?.domains ?? [];
    return fingerprint(domains.find(({ uuid }) => uuid === request.domainUuid));
  };
  return {
    async probeAnew(request) {
      const { domainUuid, sourceHostId, destinationHostId, options } = request;
      const atMs = deps.now();
      const cell = await deps.preflight.check({ domainUuid, sourceHostId, destinationHostId, options, fresh: true });
      const key = keyOf(request);
      kept.delete(key);
      kept.set(key, { cell, atMs, domain: domainNow(request) });
      for (const old of kept.keys()) if (kept.size > MAX_KEPT) kept.delete(old);
      return cell;
    },
    recent(request, maxAgeMs) {
      const found = kept.get(keyOf(request));
      if (!found || deps.now() - found.atMs > maxAgeMs || found.domain !== domainNow(request)) return null;
      return found.cell.counts.block === 0 && found.cell.counts.unknown === 0 ? found.cell : null;
    },
  };
}

function keyOf({ domainUuid, sourceHostId, destinationHostId, options }: MigrationRequest): string {
  return JSON.stringify([domainUuid, sourceHostId, destinationHostId, options]);
}

/** What a preflight looks at in a domain; figures that change all the time are left out. */
function fingerprint(domain: Domain | undefined): string {
  if (!domain) return "";
  const disks = domain.disks.map(({ allocationBytes: _, ...disk }) => disk);
  return JSON.stringify({ ...domain, disks, cpuTimeNs: null, residentBytes: null });
}
