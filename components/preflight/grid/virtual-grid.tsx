"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type Sight, type Slot, slotsOf } from "./sight.ts";
import { type GridCellProps, useGridFocus } from "./use-grid-focus.ts";
import { type GridSizes, useSight } from "./use-sight.ts";

const SIZES: GridSizes = { rowHeight: 54, headHeight: 54, firstWidth: { narrow: 136, wide: 240 }, columnWidth: 124 };

/** A cell's content, with the attributes by which the keyboard finds it. */
type Paint = (item: number, grid: GridCellProps) => ReactNode;

export interface VirtualColumn {
  readonly id: string;
  readonly head: ReactNode;
}

export interface VirtualRow {
  readonly id: string;
  /** Attributes of the row's element, such as what tests find it by. */
  readonly attributes: Readonly<Record<`data-${string}`, string>>;
  readonly head: Paint;
  /** By index of the column. */
  readonly cell: Paint;
}

/**
 * A table with any number of rows and columns of which only those in sight are painted. First column and header stay in sight. Arrow keys
 * move between the cells. All rows are equally high: `row(index)` must not need more than two lines.
 */
export function VirtualGrid(props: {
  readonly label: string;
  readonly corner: ReactNode;
  readonly columns: readonly VirtualColumn[];
  readonly rowCount: number;
  readonly row: (index: number) => VirtualRow | undefined;
  /** Told which rows are in sight, to fetch what they need. */
  readonly onSight?: (rows: Sight) => void;
}) {
  const { columns, rowCount, onSight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const sight = useSight(scroller, rowCount, columns.length, SIZES);
  const reveal = (row: number, column: number) => sight.reveal(row, column - 1);
  const { gridProps, cellProps, at } = useGridFocus(rowCount, columns.length + 1, reveal);
  const { first, end } = sight.rows;
  useEffect(() => onSight?.({ first, end }), [first, end, onSight]);

  const across = slotsOf(sight.columns, at.column - 1, columns.length);
  const down = slotsOf(sight.rows, at.row, rowCount);
  return (
    <div ref={scroller} className="relative max-h-[calc(100dvh-14rem)] min-h-72 overflow-auto">
      <table
        aria-label={props.label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: sight.firstWidth + columns.length * SIZES.columnWidth }}
        {...gridProps}
      >
        <colgroup>
          <col className="w-34 sm:w-60" />
          {across.map((slot) => (
            <col key={keyOf(slot)} style={"items" in slot ? { width: slot.items * sight.columnWidth } : undefined} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-20 bg-surface text-left text-sm">
          <tr aria-rowindex={1} className="h-13.5">
            <th
              scope="col"
              aria-colindex={1}
              className="sticky left-0 z-10 border-line border-r border-b bg-surface px-3 font-medium text-muted"
            >
              {props.corner}
            </th>
            {across.map((slot) =>
              "items" in slot ? (
                <td key={keyOf(slot)} aria-hidden className="border-line border-b" />
              ) : (
                <th
                  key={keyOf(slot)}
                  scope="col"
                  aria-colindex={slot.item + 2}
                  className="overflow-hidden border-line border-b px-3 font-medium"
                >
                  {columns[slot.item]?.head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {down.map((slot) => {
            if ("items" in slot)
              return <Gap key={keyOf(slot)} height={slot.items * SIZES.rowHeight} columns={across.length + 1} />;
            const row = props.row(slot.item);
            return row ? (
              <tr key={row.id} aria-rowindex={slot.item + 2} className="h-13.5" {...row.attributes}>
                <th
                  scope="row"
                  aria-colindex={1}
                  className="sticky left-0 z-10 h-13.5 overflow-hidden border-line border-r border-b bg-surface px-3 text-left font-normal"
                >
                  {row.head(slot.item, cellProps(slot.item, 0))}
                </th>
                {across.map((column) =>
                  "items" in column ? (
                    <td key={keyOf(column)} aria-hidden className="border-line border-b p-0" />
                  ) : (
                    <td key={keyOf(column)} aria-colindex={column.item + 2} className="h-13.5 border-line border-b p-0">
                      {row.cell(column.item, cellProps(slot.item, column.item + 1))}
                    </td>
                  ),
                )}
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}

function keyOf(slot: Slot): string {
  return "items" in slot ? `gap-${slot.gapAt}` : `item-${slot.item}`;
}

/** So many rows that are not painted, as one empty row as high as all of them. */
function Gap(props: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={props.columns} className="p-0" style={{ height: props.height }} />
    </tr>
  );
}
