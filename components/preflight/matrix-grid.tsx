"use client";

import clsx from "clsx";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { MatrixCellButton } from "./matrix-cell-button.tsx";
import { oneVmHref } from "./one-vm-href.ts";
import type { MatrixRow } from "./rows.ts";
import { type GridCellProps, useGridFocus } from "./use-grid-focus.ts";

/** Rows painted at first and with each further press. */
const CHUNK = 100;

/** VMs down, hosts across; first column and header stay in sight. Arrow keys move between the cells. */
export function MatrixGrid(props: {
  readonly rows: readonly MatrixRow[];
  readonly hosts: readonly HostSnapshot[];
  readonly openCell: { readonly vm: string; readonly to: string } | null;
  readonly onOpen: (row: MatrixRow, to: HostId) => void;
}) {
  const { hosts } = props;
  const t = useTranslations("matrix");
  const more = useTranslations("common.table");
  const [limit, setLimit] = useState(CHUNK);
  const rows = props.rows.slice(0, limit);
  const { gridProps, cellProps } = useGridFocus(rows.length, hosts.length + 1);
  const left = props.rows.length - rows.length;
  return (
    <div className="relative overflow-auto md:max-h-[calc(100dvh-13rem)]">
      <table aria-label={t("gridLabel")} className="w-full border-separate border-spacing-0" {...gridProps}>
        <thead className="sticky top-0 z-20 bg-surface text-left text-sm">
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 border-line border-r border-b bg-surface px-3 py-2 font-medium text-muted"
            >
              {t("vmColumn")}
            </th>
            {hosts.map((host) => (
              <th
                key={host.registration.id}
                scope="col"
                className="min-w-28 border-line border-b px-3 py-2 font-medium sm:min-w-36"
              >
                <span className="block [overflow-wrap:anywhere]">{host.registration.name}</span>
                {host.state === "online" ? null : (
                  <span className="font-normal">
                    <HostStateMark state={host.state} />
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.domain.uuid} data-testid="matrix-row" data-vm={row.domain.uuid}>
              <th
                scope="row"
                className="sticky left-0 z-10 max-w-64 min-w-28 sm:min-w-36 border-line border-r border-b bg-surface px-3 py-1 text-left font-normal"
              >
                <Link
                  {...cellProps(index, 0)}
                  href={oneVmHref(row.domain.uuid)}
                  className="block font-medium hover:underline [overflow-wrap:anywhere]"
                >
                  <HostText text={row.domain.name} />
                </Link>
                <span className="text-muted text-sm">
                  <DomainStateMark state={row.domain.state} />
                </span>
              </th>
              {hosts.map((host, column) => (
                <MatrixTd
                  key={host.registration.id}
                  row={row}
                  host={host}
                  grid={cellProps(index, column + 1)}
                  open={props.openCell?.vm === row.domain.uuid && props.openCell.to === host.registration.id}
                  onOpen={props.onOpen}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? (
        <div className="flex justify-center py-2">
          <Button onClick={() => setLimit(limit + CHUNK)}>{more("showMore", { count: Math.min(CHUNK, left) })}</Button>
        </div>
      ) : null}
    </div>
  );
}

function MatrixTd(props: {
  readonly row: MatrixRow;
  readonly host: HostSnapshot;
  readonly grid: GridCellProps;
  readonly open: boolean;
  readonly onOpen: (row: MatrixRow, to: HostId) => void;
}) {
  const { row, host } = props;
  const t = useTranslations("matrix.cell");
  const hostId = host.registration.id;
  const cell = row.cells.get(hostId);
  const td = clsx("border-line border-b p-0", props.open && "bg-accent/8");
  if (row.sourceHostId === hostId || !cell) {
    const source = row.sourceHostId === hostId;
    const said = source ? t("source", { vm: visibleText(row.domain.name), host: host.registration.name }) : t("notChecked");
    return (
      <td className={td}>
        <span {...props.grid} role="note" aria-label={said} className="flex h-9 items-center gap-1.5 px-3 text-muted">
          <span aria-hidden>—</span>
          <span className="text-sm">{source ? t("here") : t("notChecked")}</span>
        </span>
      </td>
    );
  }
  return (
    <td className={td}>
      <MatrixCellButton
        cell={cell}
        vmName={row.domain.name}
        hostName={host.registration.name}
        best={row.best === hostId}
        grid={props.grid}
        onOpen={() => props.onOpen(row, hostId)}
      />
    </td>
  );
}
