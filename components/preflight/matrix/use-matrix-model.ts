"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { DomainUuid, HostSnapshot } from "@/lib/contract/index.ts";
import type { Sight } from "../grid/sight.ts";
import { arrangeRows, chosenHosts, columnHosts, filterByFacts, needsVerdicts, vmRows } from "../rows.ts";
import type { MatrixFilter } from "../search-params.ts";
import { windowsOf, windowsWith } from "../windows.ts";
import { useWindows } from "./use-windows.ts";

const NO_HOSTS: readonly HostSnapshot[] = [];

/**
 * What the matrix shows: rows from the inventory, cells from the windows that are wanted. Those are the ones in `sight`, or with `all`,
 * with a filter or with an order that goes by verdict, every one.
 */
export function useMatrixModel(
  filter: MatrixFilter,
  view: { readonly sight: Sight; readonly all: boolean; readonly open: DomainUuid | null },
) {
  useRoom("inventory");
  useRoom("preflight");
  const answer = useQuery(hostsQuery());
  const hosts = answer.data ?? NO_HOSTS;
  const rows = useMemo(() => vmRows(hosts), [hosts]);
  const compared = useMemo(() => chosenHosts(hosts, filter), [hosts, filter]);
  const columns = useMemo(() => columnHosts(hosts, filter), [hosts, filter]);
  const fitting = useMemo(() => filterByFacts(rows, filter), [rows, filter]);
  const windows = useMemo(
    () =>
      windowsOf(
        rows.map((row) => row.domain.uuid),
        compared.length,
      ),
    [rows, compared.length],
  );
  const everyOne = view.all || needsVerdicts(filter);
  const wanted = everyOne ? fitting : fitting.slice(view.sight.first, view.sight.end);
  const uuids = [...wanted.map((row) => row.domain.uuid), ...(view.open ? [view.open] : [])];
  const hostIds = compared.length === hosts.length ? null : compared.map((host) => host.registration.id);
  const cells = useWindows(compared.length > 1 ? windowsWith(windows, uuids) : [], hostIds);
  const shown = useMemo(() => arrangeRows(fitting, filter, columns, cells.book), [fitting, filter, columns, cells.book]);
  return { answer, hosts, rows, compared, columns, shown, cells, windows, hostIds };
}

export type MatrixModel = ReturnType<typeof useMatrixModel>;
