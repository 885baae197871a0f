import type { Finding, FindingGroup, HostId, MatrixCell, Verdict } from "@/lib/contract/index.ts";

/** One check of one VM on every destination. */
export interface CheckRow {
  readonly ruleId: string;
  readonly group: FindingGroup;
  readonly title: Finding["title"];
  readonly byHost: ReadonlyMap<HostId, Finding>;
}

/** Checks as rows, in the order of the rules, from one VM's cells. With `onlyDiffering`, those on which the hosts do not agree. */
export function checkRows(cells: readonly MatrixCell[], onlyDiffering: boolean): readonly CheckRow[] {
  const rows = new Map<string, { first: Finding; byHost: Map<HostId, Finding> }>();
  const destinations = cells.filter((cell) => !cell.isSource);
  for (const cell of destinations) {
    for (const finding of cell.findings) {
      const row = rows.get(finding.ruleId);
      if (row) row.byHost.set(cell.destinationHostId, finding);
      else rows.set(finding.ruleId, { first: finding, byHost: new Map([[cell.destinationHostId, finding]]) });
    }
  }
  const all = [...rows.values()].map(({ first, byHost }) => ({
    ruleId: first.ruleId,
    group: first.group,
    title: first.title,
    byHost,
  }));
  if (!onlyDiffering) return all;
  return all.filter((row) => {
    const verdicts = new Set<Verdict | undefined>(destinations.map((cell) => row.byHost.get(cell.destinationHostId)?.verdict));
    return verdicts.size > 1;
  });
}
