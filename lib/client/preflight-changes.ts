import type { Query, QueryClient } from "@tanstack/react-query";
import type { HostId } from "@/lib/contract/index.ts";

/** Probes end in bunches: cells are read again at the most once in this time, ms. */
const THROTTLE_MS = 700;

interface Place {
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
}

/** True for a query of cells whose answer has one of the pairs, or has no answer yet. Pairs: "source destination". */
function concerns(query: Query, pairs: ReadonlySet<string>): boolean {
  const [subject, kind] = query.queryKey;
  if (subject !== "preflight" || (kind !== "matrix" && kind !== "cells")) return false;
  const cells = query.state.data as readonly Place[] | undefined;
  return cells === undefined || cells.some((cell) => pairs.has(`${cell.sourceHostId} ${cell.destinationHostId}`));
}

/**
 * Reads cells again when the server says that probes between two hosts have ended: only queries that show such a pair, together for all
 * pairs of a moment, and never while the answer to an earlier question is on its way (on a slow line none would ever arrive).
 */
export function watchPreflight(client: QueryClient): {
  readonly changed: (pairs: readonly (readonly [HostId, HostId])[]) => void;
  readonly end: () => void;
} {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  const flush = () => {
    timer = undefined;
    lastMs = performance.now();
    const concerned = client.getQueryCache().findAll({ type: "active", predicate: (query) => concerns(query, waiting) });
    if (concerned.some((query) => query.state.fetchStatus === "fetching")) {
      timer = setTimeout(flush, THROTTLE_MS);
      return;
    }
    const pairs = new Set(waiting);
    waiting.clear();
    void client.invalidateQueries({ predicate: (query) => concerns(query, pairs), refetchType: "active" });
  };
  return {
    changed(pairs) {
      for (const [source, destination] of pairs) waiting.add(`${source} ${destination}`);
      if (waiting.size > 0) timer ??= setTimeout(flush, Math.max(0, lastMs + THROTTLE_MS - performance.now()));
    },
    end: () => clearTimeout(timer),
  };
}
