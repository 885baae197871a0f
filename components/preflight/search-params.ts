import { z } from "zod";
import { type DomainUuid, domainUuidInput, type HostId, hostIdInput } from "@/lib/contract/index.ts";
import { isDomainUuid } from "@/lib/core/model/ids.ts";

/** Which rows the matrix shows. */
export const MATRIX_SHOWS = ["all", "movable", "stuck", "doubtful"] as const;
export type MatrixShow = (typeof MATRIX_SHOWS)[number];

/** The matrix as the URL holds it. */
export interface MatrixParams {
  readonly search: string;
  readonly show: MatrixShow;
  /** Only VMs on this host. */
  readonly source: HostId | null;
  /** Only these VMs, as a link from a selection asks for; empty = all. In the URL `vm` without `to`, or `vms`. */
  readonly only: readonly DomainUuid[];
  /** The cell whose drawer is open: both or none. */
  readonly vm: DomainUuid | null;
  readonly to: HostId | null;
}

interface Reader {
  get(name: string): string | null;
}

function take<T>(query: Reader, name: string, schema: z.ZodType<T, unknown>): T | null {
  const read = schema.safeParse(query.get(name) ?? undefined);
  return read.success ? read.data : null;
}

/** Reads the matrix' state; what is malformed counts as not there. */
export function readMatrixParams(query: Reader): MatrixParams {
  const vm = take<DomainUuid>(query, "vm", domainUuidInput);
  const to = take<HostId>(query, "to", hostIdInput);
  const only = query.get("vms") ?? (to ? null : query.get("vm")) ?? "";
  return {
    search: (query.get("q") ?? "").slice(0, 100),
    show: take(query, "show", z.enum(MATRIX_SHOWS)) ?? "all",
    source: take<HostId>(query, "on", hostIdInput),
    only: only.split(",").filter(isDomainUuid).slice(0, 500),
    vm: to ? vm : null,
    to: vm ? to : null,
  };
}

/** The query string that `readMatrixParams` reads back; defaults are left out. */
export function writeMatrixParams(params: MatrixParams): string {
  const query = new URLSearchParams();
  if (params.search) query.set("q", params.search);
  if (params.show !== "all") query.set("show", params.show);
  if (params.source) query.set("on", params.source);
  if (params.only.length > 0) query.set("vms", params.only.join(","));
  if (params.vm && params.to) {
    query.set("vm", params.vm);
    query.set("to", params.to);
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
export const oneVmCodec = { read: readOneVmParams, write: writeOneVmParams };
