import type { Finding } from "@/lib/contract/index.ts";

/** Where a set of findings stands: what stops, what wants an answer, and what of that has none yet. */
export interface Standing {
  readonly blocks: readonly Finding[];
  readonly warns: readonly Finding[];
  readonly unknowns: readonly Finding[];
  /** Warnings and unknowns that were not acknowledged. */
  readonly open: readonly Finding[];
}

/** Sorts findings by what they ask of the admin; `acknowledged` are rule ids. */
export function standing(findings: readonly Finding[], acknowledged: readonly string[]): Standing {
  const of = (verdict: Finding["verdict"]) => findings.filter((finding) => finding.verdict === verdict);
  const warns = of("warn");
  const unknowns = of("unknown");
  const open = [...warns, ...unknowns].filter((finding) => !acknowledged.includes(finding.ruleId));
  return { blocks: of("block"), warns, unknowns, open };
}
