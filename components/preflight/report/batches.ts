import type { MatrixRow } from "../rows.ts";

/** Cells on paper, at the most: beyond that nobody reads it, and each of them has every finding. */
const MOST_CELLS = 1_500;
/** Cells of one request. */
const BATCH_CELLS = 200;
const BATCH_VMS = 20;

/** The rows that a report covers, cut into requests, and how many rows it leaves out. */
export function reportBatches(
  rows: readonly MatrixRow[],
  hostCount: number,
): { readonly batches: readonly (readonly MatrixRow[])[]; readonly left: number } {
  const perHost = Math.max(1, hostCount);
  const taken = rows.slice(0, Math.max(1, Math.floor(MOST_CELLS / perHost)));
  const size = Math.min(BATCH_VMS, Math.max(1, Math.floor(BATCH_CELLS / perHost)));
  const batches: (readonly MatrixRow[])[] = [];
  for (let start = 0; start < taken.length; start += size) batches.push(taken.slice(start, start + size));
  return { batches, left: rows.length - taken.length };
}
