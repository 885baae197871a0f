import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import type { MatrixSummary } from "../../lib/core/model/matrix.ts";
import type { RuleContext, RunningCount } from "../../lib/core/preflight/context.ts";
import { KEEP_MS } from "./probe-book.ts";

/** What an answer rests on beside the probes, which are many and would fill the memory. */
type Basis = Pick<RuleContext, "domain" | "source" | "destination" | "figures" | "running">;

interface Kept extends Basis {
  /** Of the probes between the two hosts when it was made. */
  readonly revision: number;
  /** When the oldest result that was looked at is of: it stops counting some time after. */
  readonly oldestProbeAtMs: number;
  readonly summary: MatrixSummary;
}

export interface SummaryMemo {
  /** What was answered for this context, if nothing that it rests on has changed since. */
  find(context: RuleContext, revision: number): MatrixSummary | null;
  keep(context: RuleContext, revision: number, oldestProbeAtMs: number, summary: MatrixSummary): void;
}

/** Above this the VMs go that nobody asked for the longest: 400 VMs against 100 hosts. */
const MAX_CELLS = 40_000;

/**
 * Answers of the matrix, until anything changes that they rest on: the VM, what was read of both hosts, a result of a probe or its age, a measured
 * figure, the count of running migrations. Snapshots and VMs are compared by identity, so they must be stable.
 */
export function createSummaryMemo(now: () => number, maxCells: number = MAX_CELLS): SummaryMemo {
  const rows = new Map<DomainUuid, Map<HostId, Kept>>();
  let cells = 0;
  const shrink = (): void => {
    for (const [uuid, row] of rows) {
      // The row that was kept last stays, however long it is.
      if (cells <= maxCells || rows.size === 1) return;
      rows.delete(uuid);
      cells -= row.size;
    }
  };
  return {
    find(context, revision) {
      const kept = rows.get(context.domain.uuid)?.get(context.destination.registration.id);
      if (!kept || kept.revision !== revision || now() - kept.oldestProbeAtMs > KEEP_MS) return null;
      return isSame(kept, context) ? kept.summary : null;
    },
    keep(context, revision, oldestProbeAtMs, summary) {
      const { uuid } = context.domain;
      const row = rows.get(uuid) ?? new Map<HostId, Kept>();
      cells -= row.size;
      const { domain, source, destination, figures, running } = context;
      const basis = { domain, source, destination, figures, running };
      row.set(destination.registration.id, { ...basis, revision, oldestProbeAtMs, summary });
      cells += row.size;
      rows.delete(uuid);
      rows.set(uuid, row);
      shrink();
    },
  };
}

function isSame(a: Basis, b: Basis): boolean {
  return (
    a.domain === b.domain &&
    a.source === b.source &&
    a.destination === b.destination &&
    isSameFigure(a.figures.dirtyRate, b.figures.dirtyRate) &&
    isSameFigure(a.figures.link, b.figures.link) &&
    isSameCount(a.running.source, b.running.source) &&
    isSameCount(a.running.destination, b.running.destination)
  );
}

function isSameCount(a: RunningCount, b: RunningCount): boolean {
  return a === b || (a.outgoing === b.outgoing && a.incoming === b.incoming);
}

/** Figures may be wrapped anew at each look. */
function isSameFigure<T extends object>(a: T | null, b: T | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const names = Object.keys(a) as (keyof T)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
