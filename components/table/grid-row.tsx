"use client";

import clsx from "clsx";
import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { visibleText } from "@/lib/format/visible-text.ts";
import { columnClass } from "./grid-head.tsx";
import type { GridColumn } from "./grid-model.ts";
import type { DataGridProps } from "./grid-props.ts";

/** True when the press was meant for something inside the row, or was the end of selecting text. */
function meantForSomethingElse(event: MouseEvent<HTMLElement>): boolean {
  const target = event.target as HTMLElement;
  if (target.closest("a, button, input, label, summary, [role=menuitem]")) return true;
  return (window.getSelection()?.toString() ?? "") !== "";
}

/** One row: its name is a button (that is what the keyboard and screen readers use); a click anywhere else in it does the same. */
export function GridRow<Row>(props: {
  readonly row: Row;
  readonly columns: readonly GridColumn<Row>[];
  readonly grid: DataGridProps<Row>;
}) {
  const { row, grid } = props;
  const t = useTranslations("common.table");
  const id = grid.rowId(row);
  const name = visibleText(grid.rowName(row));
  const selected = grid.selection?.ids.has(id) ?? false;
  const { onOpen, selection } = grid;
  const select = (on: boolean) => {
    const next = new Set(selection?.ids);
    if (on) next.add(id);
    else next.delete(id);
    selection?.onChange(next);
  };
  return (
    <tr
      aria-selected={selection ? selected : undefined}
      onClick={onOpen ? (event) => !meantForSomethingElse(event) && onOpen(row) : undefined}
      className={clsx(
        "h-10 border-line border-b last:border-0",
        onOpen && "cursor-pointer hover:bg-hover",
        (selected || grid.openId === id) && "bg-accent/8",
        grid.isStale?.(row) && "text-muted",
      )}
    >
      {selection && (
        <td className="w-9 pl-3">
          <Checkbox checked={selected} onChange={select} label={t("selectRow", { name })} hideLabel />
        </td>
      )}
      {props.columns.map((column, index) => (
        <td key={column.id} className={clsx("px-3 py-1.5 align-middle", index === 0 && "min-w-36", columnClass(column))}>
          {index === 0 && onOpen ? (
            <button
              type="button"
              data-grid-row=""
              onClick={() => onOpen(row)}
              onKeyDown={(event) => event.key === "x" && selection && select(!selected)}
              className="max-w-full rounded-sm text-left font-medium [overflow-wrap:anywhere]"
            >
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
