import { PHASES } from "./cell.ts";
import { ROWS, WITHOUT_CELL } from "./rows.ts";
import type { CellOutcome } from "./run-cell.ts";

/** One line for one cell: rows, phase, fault, outcome, seconds. */
export function lineOf({ cell, passed, outcome, problems, seconds }: CellOutcome): string {
  const head = `${passed ? "ok  " : "FAIL"} ${cell.rows.join("+").padEnd(6)} ${cell.phase.padEnd(10)} ${cell.name}: ${cell.fault}`;
  return [`${head} | ${outcome} | ${seconds} s`, ...problems.map((problem) => `       ! ${problem}`)].join("\n");
}

/** Rows against phases: passed/all of each; below it the rows that have no cell. `whole`: every cell was run. */
export function matrixOf(outcomes: readonly CellOutcome[], whole: boolean): string {
  const phases = PHASES.filter((phase) => outcomes.some(({ cell }) => cell.phase === phase));
  const lines = [`${" ".repeat(58)}${phases.map((phase) => phase.padStart(11)).join("")}`];
  for (const [number, title] of Object.entries(ROWS)) {
    const row = outcomes.filter(({ cell }) => cell.rows.includes(Number(number)));
    if (row.length === 0) continue;
    lines.push(`${number.padStart(2)} ${title.padEnd(55)}${phases.map((phase) => field(row, phase).padStart(11)).join("")}`);
  }
  if (whole) {
    lines.push("", "Rows without a cell:");
    for (const [number, title] of Object.entries(ROWS)) {
      if (!outcomes.some(({ cell }) => cell.rows.includes(Number(number))))
        lines.push(`${number.padStart(2)} ${title}: ${WITHOUT_CELL[Number(number)] ?? "NOT SHOWN"}`);
    }
  }
  return lines.join("\n");
}

function field(row: readonly CellOutcome[], phase: string): string {
  const cells = row.filter(({ cell }) => cell.phase === phase);
  const passed = cells.filter((outcome) => outcome.passed).length;
  if (cells.length === 0) return "";
  return passed === cells.length ? `${passed} ok` : `${cells.length - passed} of ${cells.length} FAIL`;
}
