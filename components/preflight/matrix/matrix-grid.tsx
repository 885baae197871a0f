"use client";

import clsx from "clsx";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { Sight } from "../grid/sight.ts";
import type { GridCellProps } from "../grid/use-grid-focus.ts";
import { VirtualGrid } from "../grid/virtual-grid.tsx";
import { HostHead } from "../host-head.tsx";
import { oneVmHref } from "../one-vm-href.ts";
import { bestOf, placesOf } from "../ranking.ts";
import type { CellBook, MatrixRow } from "../rows.ts";
import { MatrixCellButton } from "./matrix-cell-button.tsx";

/** VMs down, hosts across. */
export function MatrixGrid(props: {
  readonly rows: readonly MatrixRow[];
  /** Hosts that have a column. */
  readonly hosts: readonly HostSnapshot[];
  /** Hosts among which the best is looked for. */
  readonly compared: readonly HostSnapshot[];
  readonly book: CellBook;
  readonly openCell: { readonly vm: string; readonly to: string } | null;
  readonly onOpen: (row: MatrixRow, to: HostId) => void;
  readonly onSight: (rows: Sight) => void;
}) {
  const { hosts, rows, openCell } = props;
  const t = useTranslations("matrix");
  return (
    <VirtualGrid
      label={t("gridLabel")}
      corner={t("vmColumn")}
      columns={hosts.map((host) => ({ id: host.registration.id, head: <HostHead host={host} /> }))}
      rowCount={rows.length}
      onSight={props.onSight}
      row={(index) => {
        const row = rows[index];
        if (!row) return undefined;
        const { uuid } = row.domain;
        const cells = props.book.get(uuid);
        const best = bestOf(placesOf(cells, props.compared, row.domain));
        return {
          id: uuid,
          attributes: { "data-testid": "matrix-row", "data-vm": uuid },
          head: (_, grid) => <VmHead row={row} grid={grid} />,
          cell: (column, grid) => {
            const host = hosts[column];
            if (!host) return null;
            const to = host.registration.id;
            const cell = cells?.get(to);
            if (row.sourceHostId === to || cell?.isSource) return <Here row={row} host={host} grid={grid} />;
            return (
              <div className={clsx(openCell?.vm === uuid && openCell.to === to && "bg-accent/8")}>
                <MatrixCellButton
                  cell={cell}
                  vmName={row.domain.name}
                  hostName={host.registration.name}
                  best={best === to}
                  grid={grid}
                  onOpen={() => props.onOpen(row, to)}
                />
              </div>
            );
          },
        };
      }}
    />
  );
}

function VmHead({ row, grid }: { readonly row: MatrixRow; readonly grid: GridCellProps }) {
  return (
    <>
      <Link
        {...grid}
        href={oneVmHref(row.domain.uuid)}
        title={visibleText(row.domain.name)}
        className="block truncate font-medium -outline-offset-2 hover:underline"
      >
        <HostText text={row.domain.name} />
      </Link>
      <span className="block truncate text-muted text-sm">
        <DomainStateMark state={row.domain.state} />
      </span>
    </>
  );
}

function Here(props: { readonly row: MatrixRow; readonly host: HostSnapshot; readonly grid: GridCellProps }) {
  const t = useTranslations("matrix.cell");
  const said = t("source", { vm: visibleText(props.row.domain.name), host: props.host.registration.name });
  return (
    <span
      {...props.grid}
      role="note"
      aria-label={said}
      className="flex h-[3.3125rem] items-center gap-1.5 px-3 text-muted -outline-offset-2"
    >
      <span aria-hidden>—</span>
      <span className="text-sm">{t("here")}</span>
    </span>
  );
}
