export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads in a grid: arrows one cell, Home and End to the ends of the row, PageUp and PageDown ten rows. Stays inside.
 * Null = the key is not one of the grid's.
 */
export function moveInGrid(at: GridPosition, key: string, rows: number, columns: number): GridPosition | null {
  const inside = (row: number, column: number) => ({
    row: Math.min(Math.max(row, 0), rows - 1),
    column: Math.min(Math.max(column, 0), columns - 1),
  });
  switch (key) {
    case "ArrowUp":
      return inside(at.row - 1, at.column);
    case "ArrowDown":
      return inside(at.row + 1, at.column);
    case "ArrowLeft":
      return inside(at.row, at.column - 1);
    case "ArrowRight":
      return inside(at.row, at.column + 1);
    case "Home":
      return inside(at.row, 0);
    case "End":
      return inside(at.row, columns - 1);
    case "PageUp":
      return inside(at.row - 10, at.column);
    case "PageDown":
      return inside(at.row + 10, at.column);
    default:
      return null;
  }
}
