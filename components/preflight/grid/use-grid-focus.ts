"use client";

import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
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
 * element with all cells, `cellProps(row, column)` on the button or link of each. `reveal` brings a cell into sight first, where cells
 * out of sight are not painted.
 */
export function useGridFocus(rows: number, columns: number, reveal?: (row: number, column: number) => void) {
  const [at, setAt] = useState<GridPosition>({ row: 0, column: 0 });
  const grid = useRef<HTMLElement | null>(null);
  const wanted = useRef<GridPosition | null>(null);
  const row = Math.min(at.row, Math.max(rows - 1, 0));
  const column = Math.min(at.column, Math.max(columns - 1, 0));

  // After each paint: the cell may have come into being only now.
  useEffect(() => {
    const next = wanted.current;
    if (!next) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: reveal !== undefined });
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      // Keys may come faster than paints: each goes on from where the last one leads.
      const from = wanted.current ?? positionOf(event.target);
      const next = from && moveInGrid(from, event.key, rows, columns);
      if (!next) return;
      event.preventDefault();
      grid.current = event.currentTarget;
      wanted.current = next;
      reveal?.(next.row, next.column);
      setAt({ ...next });
    },
    [rows, columns, reveal],
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
  return { gridProps: { onKeyDown, onFocus }, cellProps, at: { row, column } };
}
