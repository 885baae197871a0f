import type { RecoveryCase } from "../model/recovery.ts";

/** How many cases wait for somebody: all but those that are only said. */
export function openCases(cases: readonly RecoveryCase[]): number {
  return cases.filter(({ severity }) => severity !== "watch").length;
}
