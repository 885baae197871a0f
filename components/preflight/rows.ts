import type { Domain, DomainUuid, HostId, HostSnapshot, MatrixSummary, Verdict } from "@/lib/contract/index.ts";
import { isActive } from "@/lib/core/preflight/context.ts";
import { compareVerdicts } from "@/lib/core/preflight/verdict.ts";
import type { MatrixFilter, MatrixShow, MatrixSort } from "./search-params.ts";

/** One VM, where it is now. */
export interface MatrixRow {
  readonly domain: Domain;
  readonly sourceHostId: HostId;
}

/** The cells of one VM by destination. */
export type RowCells = ReadonlyMap<HostId, MatrixSummary>;
/** All cells at hand, by VM. A VM or host that is not in it has not been asked for yet. */
export type CellBook = ReadonlyMap<DomainUuid, RowCells>;

const NO_CELLS: RowCells = new Map();
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Cells by VM and destination; a later one of the same place replaces an earlier one. */
export function bookOf(lists: readonly (readonly MatrixSummary[])[]): CellBook {
  const book = new Map<DomainUuid, Map<HostId, MatrixSummary>>();
  for (const cell of lists.flat()) {
    const own = book.get(cell.domainUuid);
    if (own) own.set(cell.destinationHostId, cell);
    else book.set(cell.domainUuid, new Map([[cell.destinationHostId, cell]]));
  }
  return book;
}

/** A row for each VM, sorted by name as people count (vm2 before vm10). A UUID on two hosts counts where it is active, as in the checks. */
export function vmRows(hosts: readonly HostSnapshot[]): readonly MatrixRow[] {
  const rows = new Map<DomainUuid, MatrixRow>();
  for (const host of hosts) {
    for (const domain of host.domains) {
      const known = rows.get(domain.uuid);
      if (known && (isActive(known.domain) || !isActive(domain))) continue;
      rows.set(domain.uuid, { domain, sourceHostId: host.registration.id });
    }
  }
  return [...rows.values()].sort((a, b) => collator.compare(a.domain.name, b.domain.name));
}

/** Hosts that are compared: the chosen columns and the destination asked for; all when none of a choice is there any more. */
export function chosenHosts(hosts: readonly HostSnapshot[], filter: MatrixFilter): readonly HostSnapshot[] {
  const chosen = hosts.filter((host) => filter.columns.includes(host.registration.id));
  if (chosen.length === 0) return hosts;
  const ids = [...filter.columns, filter.destination];
  return hosts.filter((host) => ids.includes(host.registration.id));
}

/** Hosts that have a column: the chosen ones, or the destination alone when one is asked for. */
export function columnHosts(hosts: readonly HostSnapshot[], filter: MatrixFilter): readonly HostSnapshot[] {
  const asked = hosts.filter((host) => host.registration.id === filter.destination);
  return asked.length > 0 ? asked : chosenHosts(hosts, filter);
}

/** True when the row belongs to what is asked for. Movable: some host passes or only warns; stuck: every host blocks. */
function fitsShow(verdicts: readonly Verdict[], show: MatrixShow): boolean {
  switch (show) {
    case "all":
      return true;
    case "movable":
      return verdicts.some((verdict) => verdict === "pass" || verdict === "warn");
    case "stuck":
      return verdicts.length > 0 && verdicts.every((verdict) => verdict === "block");
    case "doubtful":
      return verdicts.includes("unknown");
  }
}

/** Verdicts of a VM at the given destinations, as far as they are known. */
function verdictsOf(row: MatrixRow, hosts: readonly HostSnapshot[], book: CellBook): readonly Verdict[] {
  const cells = book.get(row.domain.uuid) ?? NO_CELLS;
  return hosts.flatMap((host) => {
    const cell = cells.get(host.registration.id);
    return cell && !cell.isSource ? [cell.verdict] : [];
  });
}

/** Rows that fit what needs no verdict: search (name, title or UUID), source host, destination, the chosen VMs. */
export function filterByFacts(rows: readonly MatrixRow[], filter: MatrixFilter): readonly MatrixRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ domain, sourceHostId }) => {
    if (filter.source && sourceHostId !== filter.source) return false;
    if (filter.destination === sourceHostId) return false;
    if (filter.only.length > 0 && !filter.only.includes(domain.uuid)) return false;
    const text = `${domain.name}\n${domain.title ?? ""}\n${domain.uuid}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** True when the choice cannot be made without the verdicts of every VM. */
export function needsVerdicts(filter: MatrixFilter): boolean {
  return filter.show !== "all" || filter.sort !== "name";
}

/** Rows whose verdicts at `hosts` fit `show`, in the order asked for. */
export function arrangeRows(
  rows: readonly MatrixRow[],
  filter: MatrixFilter,
  hosts: readonly HostSnapshot[],
  book: CellBook,
): readonly MatrixRow[] {
  if (!needsVerdicts(filter)) return rows;
  const judged = rows.map((row) => ({ row, verdicts: verdictsOf(row, hosts, book) }));
  const fitting = judged.filter(({ verdicts }) => fitsShow(verdicts, filter.show));
  return (filter.sort === "name" ? fitting : fitting.sort((a, b) => compareChances(a.verdicts, b.verdicts, filter.sort))).map(
    ({ row }) => row,
  );
}

/**
 * By what a VM's best destination says, then by how many destinations block it. Rows without verdicts come last in either order; equal
 * ones keep their order by name.
 */
function compareChances(a: readonly Verdict[], b: readonly Verdict[], sort: MatrixSort): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length) - Math.sign(a.length);
  const best = (verdicts: readonly Verdict[]) => verdicts.reduce((x, y) => (compareVerdicts(x, y) >= 0 ? x : y));
  const blocks = (verdicts: readonly Verdict[]) => verdicts.filter((verdict) => verdict === "block").length;
  const worstFirst = compareVerdicts(best(a), best(b)) || blocks(b) - blocks(a);
  return sort === "worst" ? worstFirst : -worstFirst;
}
