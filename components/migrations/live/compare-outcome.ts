import type { MigrationResult, StoredPrediction, TruthVerdict } from "@/lib/contract/index.ts";

/** One figure as it was forecast and as it came. Null = was not said, or not measured. */
export interface ComparedFigure {
  readonly name: "total" | "downtime" | "transferred";
  readonly unit: "ms" | "bytes";
  readonly forecast: number | null;
  readonly outcome: number | null;
  /** How much more (or, below 0, less) it was than forecast, as a part of the forecast; null when that cannot be said. */
  readonly difference: number | null;
}

function compared(
  name: ComparedFigure["name"],
  unit: ComparedFigure["unit"],
  forecast: number | null,
  outcome: number | null,
): ComparedFigure {
  const difference = forecast === null || outcome === null || forecast <= 0 ? null : (outcome - forecast) / forecast;
  return { name, unit, forecast, outcome, difference };
}

/** How it must have ended for the forecast to be held against it: what was given up half-way took less than foreseen, and that says nothing. */
const ARRIVED: readonly TruthVerdict[] = ["moved", "moved-paused", "moved-off", "copied"];

/** The forecast of the start beside what came: total time, downtime, bytes sent; without differences when the VM did not arrive. */
export function compareOutcome(stored: StoredPrediction | null, result: MigrationResult): readonly ComparedFigure[] {
  const { totalMs = null, downtimeMs = null, transferredBytes = null } = stored?.prediction ?? {};
  const figures = [
    compared("total", "ms", totalMs, result.totalMs),
    compared("downtime", "ms", downtimeMs, result.measuredDowntimeMs),
    compared("transferred", "bytes", transferredBytes, result.transferredBytes),
  ];
  return ARRIVED.includes(result.truth.verdict) ? figures : figures.map((figure) => ({ ...figure, difference: null }));
}
