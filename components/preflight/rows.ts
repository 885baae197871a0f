import { bestDestination } from "@/components/findings/rank-cells.ts";
import type {
  Domain,
  DomainUuid,
  Finding,
  FindingGroup,
  HostId,
  HostSnapshot,
  MatrixCell,
  Verdict,
} from "@/lib/contract/index.ts";
import type { MatrixShow } from "./search-params.ts";

/** One VM with its cells by destination. */
export interface MatrixRow {
  readonly domain: Domain;
  readonly sourceHostId: HostId;
  readonly cells: ReadonlyMap<HostId, MatrixCell>;
  /** The host to recommend; null when none fits. */
  readonly best: HostId | null;
}

/** Rows of the matrix: one for each VM that has a cell, sorted by name as people count (vm2 before vm10). */
export function matrixRows(cells: readonly MatrixCell[], hosts: readonly HostSnapshot[]): readonly MatrixRow[] {
  const byVm = new Map<DomainUuid, MatrixCell[]>();
  for (const cell of cells) {
    const own = byVm.get(cell.domainUuid);
    if (own) own.push(cell);
    else byVm.set(cell.domainUuid, [cell]);
  }
  const rows: MatrixRow[] = [];
  for (const [uuid, own] of byVm) {
    const sourceHostId = own[0]?.sourceHostId;
    const source = hosts.find((host) => host.registration.id === sourceHostId);
    const domain = source?.domains.find((candidate) => candidate.uuid === uuid);
    if (!domain || !sourceHostId) continue;
    rows.push({
      domain,
      sourceHostId,
      cells: new Map(own.map((cell) => [cell.destinationHostId, cell])),
      best: bestDestination(own, hosts),
    });
  }
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  return rows.sort((a, b) => collator.compare(a.domain.name, b.domain.name));
}

/** True when the row belongs to what is asked for. Movable: some host passes or only warns; stuck: every host blocks. */
function fitsShow(row: MatrixRow, show: MatrixShow): boolean {
  const verdicts = [...row.cells.values()].filter((cell) => !cell.isSource).map((cell) => cell.verdict);
  switch (show) {
    case "all":
      return true;
    case "movable":
      return row.best !== null;
    case "stuck":
      return verdicts.length > 0 && verdicts.every((verdict) => verdict === "block");
    case "doubtful":
      return verdicts.includes("unknown");
  }
}

/** Rows that fit search (name, title or UUID), show, source host and the chosen VMs. */
export function filterRows(
  rows: readonly MatrixRow[],
  filter: {
    readonly search: string;
    readonly show: MatrixShow;
    readonly source: HostId | null;
    readonly only: readonly DomainUuid[];
  },
): readonly MatrixRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const { domain } = row;
    if (filter.source && row.sourceHostId !== filter.source) return false;
    if (filter.only.length > 0 && !filter.only.includes(domain.uuid)) return false;
    const text = `${domain.name}\n${domain.title ?? ""}\n${domain.uuid}`.toLowerCase();
    return words.every((word) => text.includes(word)) && fitsShow(row, filter.show);
  });
}

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
