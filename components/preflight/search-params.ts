import { z } from "zod";
import { type DomainUuid, domainUuidInput, type HostId, hostIdInput } from "@/lib/contract/index.ts";
import { isDomainUuid } from "@/lib/core/model/ids.ts";

/** Which rows the matrix shows. */
export const MATRIX_SHOWS = ["all", "movable", "stuck", "doubtful"] as const;
export type MatrixShow = (typeof MATRIX_SHOWS)[number];

/** Order of the rows: by name, hardest to move first, easiest first. */
export const MATRIX_SORTS = ["name", "worst", "best"] as const;
export type MatrixSort = (typeof MATRIX_SORTS)[number];

/** What a row is: a VM, or a check that troubles somebody. */
export const MATRIX_VIEWS = ["vm", "check"] as const;
export type MatrixBy = (typeof MATRIX_VIEWS)[number];

/** What is shown of the matrix, without any open drawer: the same for screen, file and report. */
export interface MatrixFilter {
  readonly search: string;
  readonly show: MatrixShow;
  /** Only VMs on this host. */
  readonly source: HostId | null;
  /** Only this destination; `show` is then about it alone. */
  readonly destination: HostId | null;
  readonly sort: MatrixSort;
  /** Hosts that have a column; empty = all. */
  readonly columns: readonly HostId[];
  /** Only these VMs, as a link from a selection asks for; empty = all. In the URL `vm` without `to`, or `vms`. */
  readonly only: readonly DomainUuid[];
}

/** The matrix as the URL holds it. */
export interface MatrixParams extends MatrixFilter {
  readonly by: MatrixBy;
  /** The open drawer: `vm` and `to` = that cell (at `rule`, if given); `rule` and `to` = the VMs that the rule troubles there. */
  readonly vm: DomainUuid | null;
  readonly to: HostId | null;
  readonly rule: string | null;
}

/** Nothing narrowed down. */
export const NO_FILTER: MatrixFilter = {
  search: "",
  show: "all",
  source: null,
  destination: null,
  sort: "name",
  columns: [],
  only: [],
};

interface Reader {
  get(name: string): string | null;
}

const MOST = 500;
const ruleInput = z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/);

function take<T>(query: Reader, name: string, schema: z.ZodType<T, unknown>): T | null {
  const read = schema.safeParse(query.get(name) ?? undefined);
  return read.success ? read.data : null;
}

/** A list of host ids in the URL; what is malformed is left out. */
export function takeHosts(query: Reader, name: string): readonly HostId[] {
  const read = (query.get(name) ?? "").split(",").map((text) => hostIdInput.safeParse(text));
  return [...new Set(read.flatMap((one) => (one.success ? [one.data] : [])))].slice(0, MOST);
}

/** Reads what is shown; what is malformed counts as not there. */
export function readMatrixFilter(query: Reader): MatrixFilter {
  const only = query.get("vms") ?? (query.get("to") ? null : query.get("vm")) ?? "";
  return {
    search: (query.get("q") ?? "").slice(0, 100),
    show: take(query, "show", z.enum(MATRIX_SHOWS)) ?? "all",
    source: take<HostId>(query, "on", hostIdInput),
    destination: take<HostId>(query, "dest", hostIdInput),
    sort: take(query, "sort", z.enum(MATRIX_SORTS)) ?? "name",
    columns: takeHosts(query, "hosts"),
    only: only.split(",").filter(isDomainUuid).slice(0, MOST),
  };
}

/** Reads the matrix' state; what is malformed counts as not there. */
export function readMatrixParams(query: Reader): MatrixParams {
  const to = take<HostId>(query, "to", hostIdInput);
  const vm = to && take<DomainUuid>(query, "vm", domainUuidInput);
  const rule = to && take(query, "rule", ruleInput);
  return {
    ...readMatrixFilter(query),
    by: take(query, "by", z.enum(MATRIX_VIEWS)) ?? "vm",
    vm,
    to: vm || rule ? to : null,
    rule,
  };
}

function filterQuery(filter: MatrixFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.search) query.set("q", filter.search);
  if (filter.show !== "all") query.set("show", filter.show);
  if (filter.source) query.set("on", filter.source);
  if (filter.destination) query.set("dest", filter.destination);
  if (filter.sort !== "name") query.set("sort", filter.sort);
  if (filter.columns.length > 0) query.set("hosts", filter.columns.join(","));
  if (filter.only.length > 0) query.set("vms", filter.only.join(","));
  return query;
}

/** The query string that `readMatrixFilter` reads back; defaults are left out. */
export function writeMatrixFilter(filter: MatrixFilter): string {
  return filterQuery(filter).toString();
}

/** The query string that `readMatrixParams` reads back; defaults are left out. */
export function writeMatrixParams(params: MatrixParams): string {
  const query = filterQuery(params);
  if (params.by !== "vm") query.set("by", params.by);
  if (params.to && (params.vm || params.rule)) {
    if (params.vm) query.set("vm", params.vm);
    query.set("to", params.to);
    if (params.rule) query.set("rule", params.rule);
  }
  return query.toString();
}

/** The view of one VM as the URL holds it: the open drawer's host and the switch. */
export interface OneVmParams {
  readonly to: HostId | null;
  readonly differs: boolean;
}

/** Reads the one-VM view's state. */
export function readOneVmParams(query: Reader): OneVmParams {
  return { to: take<HostId>(query, "to", hostIdInput), differs: query.get("differs") === "1" };
}

/** The query string that `readOneVmParams` reads back. */
export function writeOneVmParams(params: OneVmParams): string {
  const query = new URLSearchParams();
  if (params.to) query.set("to", params.to);
  if (params.differs) query.set("differs", "1");
  return query.toString();
}

export const matrixCodec = { read: readMatrixParams, write: writeMatrixParams };
export const filterCodec = { read: readMatrixFilter, write: writeMatrixFilter };
export const oneVmCodec = { read: readOneVmParams, write: writeOneVmParams };
