"use client";

import { type FocusEvent, type KeyboardEvent, useCallback, useState } from "react";
import { type GridPosition, moveInGrid } from "./grid-keys.ts";

/** Attributes of one focusable cell: where it is, and whether Tab reaches it. */
export interface GridCellProps {
  readonly "data-row": number;
  readonly "data-column": number;
  readonly tabIndex: 0 | -1;
}

/** The place of the cell that an element stands in, read from its attributes. */
function positionOf(target: EventTarget): GridPosition | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]") : null;
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}

/**
 * Keyboard movement in a grid: one cell takes Tab, arrow keys move the focus between cells (roving tab index). `gridProps` go on the
 * element with role grid, `cellProps(row, column)` on the button or link of each cell.
 */
export function useGridFocus(rows: number, columns: number) {
  const [at, setAt] = useState<GridPosition>({ row: 0, column: 0 });
  const row = Math.min(at.row, Math.max(rows - 1, 0));
  const column = Math.min(at.column, Math.max(columns - 1, 0));

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const from = positionOf(event.target);
      const next = from && moveInGrid(from, event.key, rows, columns);
      if (!next) return;
      event.preventDefault();
      const cell = event.currentTarget.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`);
      cell?.focus();
    },
    [rows, columns],
  );
  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const position = positionOf(event.target);
    if (position) setAt(position);
  }, []);

  const cellProps = (cellRow: number, cellColumn: number): GridCellProps => ({
    "data-row": cellRow,
    "data-column": cellColumn,
    tabIndex: cellRow === row && cellColumn === column ? 0 : -1,
  });
  return { gridProps: { onKeyDown, onFocus }, cellProps };
}
