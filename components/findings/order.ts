import type { Finding, FindingGroup, Verdict } from "@/lib/contract/index.ts";
import { compareVerdicts } from "@/lib/core/preflight/verdict.ts";

/** Verdicts, worst first. An unknown is worse than a warning: nobody looked yet. */
export const VERDICTS: readonly Verdict[] = ["block", "unknown", "warn", "pass", "not-applicable"];

/** Groups of checks in the order that they are shown. */
export const FINDING_GROUPS: readonly FindingGroup[] = [
  "identity",
  "cpu",
  "memory",
  "storage",
  "network",
  "devices",
  "path",
  "security",
];

/** True for a verdict that needs someone: block, unknown or warn. */
export function needsSomeone(verdict: Verdict): boolean {
  return compareVerdicts(verdict, "warn") <= 0;
}

/** A new list, worst first; equal verdicts keep the order of the rules. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => compareVerdicts(a.verdict, b.verdict));
}

export interface FindingSection {
  readonly group: FindingGroup;
  readonly worst: Verdict;
  readonly findings: readonly Finding[];
}

/** Findings in their groups: groups with the worst verdict first, worst first inside each; empty groups are left out. */
export function groupFindings(findings: readonly Finding[]): readonly FindingSection[] {
  const sections: FindingSection[] = [];
  for (const group of FINDING_GROUPS) {
    const own = worstFirst(findings.filter((finding) => finding.group === group));
    const first = own[0];
    if (first) sections.push({ group, worst: first.verdict, findings: own });
  }
  return sections.sort((a, b) => compareVerdicts(a.worst, b.worst));
}

/** How many findings have the cell's worst verdict: the figure in the cell. */
export function worstCount(cell: { readonly verdict: Verdict; readonly counts: Readonly<Record<Verdict, number>> }): number {
  return cell.counts[cell.verdict];
}
