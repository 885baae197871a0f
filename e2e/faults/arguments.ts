import { parseArgs } from "node:util";
import type { FaultCell } from "./cell.ts";
import { CELLS } from "./cells/index.ts";
import { type CrashScenario, SCENARIOS } from "./crash/scenarios.ts";

export interface Arguments {
  readonly quick: boolean;
  readonly list: boolean;
  /** Parts of names. */
  readonly only: readonly string[];
  readonly report: string | undefined;
  /** A report of an earlier run, of which what passed is not run again. */
  readonly again: string | undefined;
  readonly document: string | undefined;
}

/** Reads the command line; throws for what is unknown. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      report: { type: "string" },
      again: { type: "string" },
      document: { type: "string" },
    },
  });
  const { quick, list, report, again, document } = values;
  return { quick, list, report, again, document, only: values.only.split(",").filter((part) => part !== "") };
}

/** The cells and crash scenarios that were asked for. */
export function choose({ quick, only }: Arguments): {
  readonly cells: readonly FaultCell[];
  readonly scenarios: readonly CrashScenario[];
} {
  const isWanted = (name: string) => only.length === 0 || only.some((part) => name.includes(part));
  return {
    cells: CELLS.filter((cell) => (!quick || cell.quick) && isWanted(cell.name)),
    scenarios: SCENARIOS.filter((scenario) => (!quick || scenario.quick) && isWanted(`crash-${scenario.name}`)),
  };
}

/** What is run, for a reader of the page; `kept`: so many were taken over from an earlier run. */
export function inWords({ quick, only }: Arguments, kept: number): string {
  const form = quick ? "the quick form" : "every cell, and a crash at every step of each scenario";
  const names = only.map((name) => `\`${name}\``).join(", ");
  const part = only.length === 0 ? form : `of ${form}, only what is named like ${names}`;
  return kept === 0
    ? part
    : `${part}; ${kept} outcomes below are those of earlier runs, in which they passed, and were not repeated`;
}
