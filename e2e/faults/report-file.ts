import { readFileSync, writeFileSync } from "node:fs";
import { countsOf, lineOf, standing } from "./report.ts";
import type { CellOutcome } from "./run-cell.ts";

interface Report {
  readonly outcomes: readonly CellOutcome[];
  /** Crash scenarios that were run at all of their points. */
  readonly scenarios: readonly string[];
  readonly seconds: number;
}

/** Writes counts and outcomes as JSON. */
export function writeReport(file: string, { outcomes, scenarios, seconds }: Report): void {
  const { passed, failed, "not-reached": notReached } = countsOf(outcomes);
  const failures = outcomes.filter((outcome) => standing(outcome) === "failed").map(lineOf);
  writeFileSync(file, JSON.stringify({ passed, failed, notReached, failures, seconds, scenarios, outcomes }, null, 2));
}

/** What an earlier run of this program wrote. */
export function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

/** Of an earlier run: the cells that passed, and crash scenarios that came to their end without a failure. The others have to be run again. */
export function worthKeeping({
  outcomes,
  scenarios,
}: Pick<Report, "outcomes" | "scenarios">): Pick<Report, "outcomes" | "scenarios"> {
  const pointsOf = (name: string) => outcomes.filter(({ cell }) => cell.name.startsWith(`crash-${name}-`));
  const whole = scenarios.filter((name) => pointsOf(name).every((outcome) => standing(outcome) !== "failed"));
  const cells = outcomes.filter(({ cell, passed }) => passed && !cell.name.startsWith("crash-"));
  return { outcomes: [...cells, ...whole.flatMap(pointsOf)], scenarios: whole };
}
