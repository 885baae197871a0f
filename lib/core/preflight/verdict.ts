import type { Finding, Verdict } from "../model/finding.ts";

const WORST_FIRST: readonly Verdict[] = ["block", "unknown", "warn", "pass", "not-applicable"];

/** Negative when `a` is worse than `b`: for sorting worst first. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
}

/** The worst verdict among findings; not-applicable when there are none. Unknown is never taken for a pass. */
export function worstVerdict(findings: readonly Pick<Finding, "verdict">[]): Verdict {
  return findings.reduce<Verdict>(
    (worst, { verdict }) => (compareVerdicts(verdict, worst) < 0 ? verdict : worst),
    "not-applicable",
  );
}

/** How many findings have each verdict. */
export function countVerdicts(findings: readonly Pick<Finding, "verdict">[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { block: 0, unknown: 0, warn: 0, pass: 0, "not-applicable": 0 };
  for (const { verdict } of findings) counts[verdict] += 1;
  return counts;
}

/** What stands in the way, or might. */
export type Trouble = Extract<Verdict, "block" | "unknown" | "warn">;

/** True for a verdict that an admin should look at. */
export function isTrouble(verdict: Verdict): verdict is Trouble {
  return verdict === "block" || verdict === "unknown" || verdict === "warn";
}
