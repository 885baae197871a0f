import { type LeverAction, leverInput, type MigrationRecord } from "@/lib/contract/index.ts";

/** Levers that take a figure. */
export type FigureKind = "bandwidth" | "max-downtime" | "post-copy-bandwidth";

export type ReadFigure =
  | { readonly ok: true; readonly action: LeverAction }
  /** A key below `errors.field`. */
  | { readonly ok: false; readonly problem: string };

/** What an admin typed for a lever, checked by the contract's own schema. Null = empty: no limit, where there can be none. */
export function readFigure(kind: FigureKind, value: number | null): ReadFigure {
  const asked = kind === "max-downtime" ? { kind, ms: value } : { kind, mibPerSec: value };
  const read = leverInput.safeParse(asked);
  if (read.success) return { ok: true, action: read.data };
  return { ok: false, problem: read.error.issues[0]?.message ?? "invalid" };
}

/** The figure that is in force now; null = no limit, or QEMU's own for the downtime. */
export function figureInForce(record: MigrationRecord, kind: FigureKind): number | null {
  switch (kind) {
    case "bandwidth":
      return record.limits.bandwidthMiBps;
    case "max-downtime":
      return record.limits.maxDowntimeMs;
    case "post-copy-bandwidth": {
      // The record keeps no limit of its own for it: what was set last counts.
      const last = record.levers.findLast(({ action, ok }) => action.kind === kind && ok === true);
      return last?.action.kind === kind ? last.action.mibPerSec : record.request.options.postCopyBandwidthMiBps;
    }
  }
}
