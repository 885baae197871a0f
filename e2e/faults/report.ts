import { PHASES } from "./cell.ts";
import { ROWS, WITHOUT_CELL } from "./rows.ts";
import type { CellOutcome } from "./run-cell.ts";

export type Standing = "passed" | "failed" | "not-reached";

/** What an outcome counts as. */
export const standing = ({ passed, notReached }: Pick<CellOutcome, "passed" | "notReached">): Standing => {
  if (notReached) return "not-reached";
  return passed ? "passed" : "failed";
};

/** How many of each. */
export function countsOf(outcomes: readonly CellOutcome[]): Readonly<Record<Standing, number>> {
  const count = (what: Standing) => outcomes.filter((outcome) => standing(outcome) === what).length;
  return { passed: count("passed"), failed: count("failed"), "not-reached": count("not-reached") };
}

const WORDS: Readonly<Record<Standing, string>> = { passed: "ok", failed: "FAIL", "not-reached": "--" };

/** One line for one cell: rows, phase, fault, outcome, seconds. */
export function lineOf(one: CellOutcome): string {
  const { cell, outcome, problems, seconds } = one;
  const head = `${WORDS[standing(one)].padEnd(4)} ${cell.rows.join("+").padEnd(6)} ${cell.phase.padEnd(10)} ${cell.name}: ${cell.fault}`;
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
  if (cells.length === 0) return "";
  const { passed, failed } = countsOf(cells);
  return failed === 0 ? `${passed} ok` : `${failed} of ${cells.length} FAIL`;
}
