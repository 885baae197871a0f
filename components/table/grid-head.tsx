"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import type { GridColumn, GridSort } from "./grid-model.ts";

const FROM: Record<"sm" | "md" | "lg" | "xl", string> = {
  sm: "hidden sm:table-cell",
  md: "hidden md:table-cell",
  lg: "hidden lg:table-cell",
  xl: "hidden xl:table-cell",
};

/** Classes that a column's header and cells share: side and the screen width from which it shows. */
export function columnClass<Row>(column: GridColumn<Row>): string {
  return clsx(column.align === "right" ? "text-right" : "text-left", column.from && FROM[column.from]);
}

/** The head of a grid: names of the columns, each a button where it can be sorted; a box for all rows where rows can be selected. */
export function GridHead<Row>(props: {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort) => void;
  readonly selection?: { readonly all: boolean; readonly some: boolean; readonly onAll: (selected: boolean) => void } | undefined;
}) {
  const t = useTranslations("common.table");
  return (
    <thead className="sticky top-0 z-10 bg-surface text-muted text-sm shadow-[inset_0_-1px_0_var(--color-line)]">
      <tr>
        {props.selection && (
          <th scope="col" className="h-9 w-9 pl-3 align-middle">
            <Checkbox
              checked={props.selection.all}
              indeterminate={props.selection.some && !props.selection.all}
              onChange={props.selection.onAll}
              label={t("selectAll")}
              hideLabel
            />
          </th>
        )}
        {props.columns.map((column) => {
          const sorted = props.sort?.columnId === column.id ? props.sort : null;
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : undefined}
              style={column.width ? ({ "--column-width": column.width } as CSSProperties) : undefined}
              className={clsx(
                "h-9 whitespace-nowrap px-3 align-middle font-medium",
                column.width && "md:w-(--column-width)",
                columnClass(column),
              )}
            >
              {column.sortValue ? (
                <button
                  type="button"
                  onClick={() => props.onSort({ columnId: column.id, descending: sorted ? !sorted.descending : false })}
                  className={clsx(
                    "inline-flex items-center gap-1 rounded-sm align-middle hover:text-text",
                    // The arrow keeps its place; at the right side it must not push the words off the figures below.
                    column.align === "right" && "flex-row-reverse",
                    sorted && "text-text",
                  )}
                >
                  {column.header}
                  <Arrow aria-hidden className={clsx("size-3.5", !sorted && "invisible")} />
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
