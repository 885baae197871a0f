import type { ReactNode } from "react";

/** One column of a data grid. */
export interface GridColumn<Row> {
  readonly id: string;
  /** Words in the header and in the column menu. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What to sort by; without it the column cannot be sorted. Null goes last both ways. */
  readonly sortValue?: (row: Row) => string | number | null;
  /** What the search looks at in this column; without it nothing. */
  readonly searchText?: (row: Row) => string;
  readonly align?: "left" | "right";
  /** CSS width, e.g. "9rem": fixed widths keep columns from jumping when figures change. */
  readonly width?: string;
  /** Shown from this screen width up (Tailwind's names); without it always. */
  readonly from?: "sm" | "md" | "lg" | "xl";
  /** Not shown until the admin chooses it. */
  readonly hiddenAtFirst?: boolean;
}

/** A filter chip: a choice of several values, any of which may hold (OR); different filters must all hold (AND). */
export interface GridFilter<Row> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly test: (row: Row, value: string) => boolean;
}

export interface GridSort {
  readonly columnId: string;
  readonly descending: boolean;
}

/** What the address says about a grid. */
export interface GridState {
  readonly search: string;
  readonly sort: GridSort | null;
  /** Chosen values by filter id. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** Reads "name" or "-name". */
export function parseSort(text: string | null): GridSort | null {
  if (!text) return null;
  return text.startsWith("-") ? { columnId: text.slice(1), descending: true } : { columnId: text, descending: false };
}

/** The text form of a sort, as `parseSort` reads it. */
export function printSort(sort: GridSort | null): string | null {
  return sort ? `${sort.descending ? "-" : ""}${sort.columnId}` : null;
}

function matchesSearch<Row>(row: Row, columns: readonly GridColumn<Row>[], words: readonly string[]): boolean {
  const text = columns
    .map((column) => column.searchText?.(row) ?? "")
    .join("\n")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function compareValues(a: string | number, b: string | number, collator: Intl.Collator): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

/**
 * The rows to show, in order: those that hold every word of the search in any column and fit every filter; sorted by the chosen
 * column (numbers in names by value: web2 before web10), ties and no sort in the given order. Does not change `rows`.
 */
export function arrangeRows<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  filters: readonly GridFilter<Row>[],
  state: GridState,
  locale: string,
): readonly Row[] {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const active = filters.flatMap((filter) => {
    const values = state.filters[filter.id] ?? [];
    return values.length > 0 ? [{ filter, values }] : [];
  });
  const kept = rows.filter(
    (row) =>
      (words.length === 0 || matchesSearch(row, columns, words)) &&
      active.every(({ filter, values }) => values.some((value) => filter.test(row, value))),
  );
  const sortValue = columns.find((column) => column.id === state.sort?.columnId)?.sortValue;
  if (!sortValue) return kept;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const sign = state.sort?.descending ? -1 : 1;
  return kept
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
      return sign * compareValues(a.value, b.value, collator);
    })
    .map(({ row }) => row);
}

/**
 * Keeps rows where they are while somebody points at them: known ids in their last order, new ones at the end.
 * `lastOrder` is what was shown before.
 */
export function keepOrder<Row>(rows: readonly Row[], idOf: (row: Row) => string, lastOrder: readonly string[]): readonly Row[] {
  const place = new Map(lastOrder.map((id, index) => [id, index]));
  return rows
    .map((row, index) => ({ row, place: place.get(idOf(row)) ?? lastOrder.length + index }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}
