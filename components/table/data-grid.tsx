"use client";

import clsx from "clsx";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { GridHead } from "./grid-head.tsx";
import { arrangeRows, type GridFilter, keepOrder } from "./grid-model.ts";
import type { DataGridProps } from "./grid-props.ts";
import { GridRow } from "./grid-row.tsx";
import { GridToolbar } from "./grid-toolbar.tsx";
import { useGridState } from "./use-grid-state.ts";

/** Rows painted at first and with each "show more": a browser lays out a few hundred rows without a pause. */
const CHUNK = 200;
const NO_FILTERS: readonly never[] = [];

/** Arrow keys (or j and k) move between the rows' names; x selects. */
function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (!target.matches("[data-grid-row]")) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-grid-row]")];
  const next = all[all.indexOf(target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * A list of things: search, filter chips, sort, choice of columns, count, selection; skeleton, empty and error states; all of its
 * state in the address. Rows keep their place while somebody points at them, so that live data never moves what is about to be
 * clicked.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, rowId, selection } = props;
  const t = useTranslations("common.table");
  const locale = useLocale();
  const filters: readonly GridFilter<Row>[] = props.filters ?? NO_FILTERS;
  const grid = useGridState(columns, filters, props.defaultSort ?? null, props.urlPrefix ?? "");
  const [limit, setLimit] = useState(CHUNK);
  const pointedAt = useRef(false);
  const last = useRef<{ readonly state: unknown; readonly ids: readonly string[] }>({ state: null, ids: [] });

  const arranged = useMemo(() => {
    if (!rows) return undefined;
    const sorted = arrangeRows(rows, columns, filters, grid.state, locale);
    const frozen = pointedAt.current && last.current.state === grid.state;
    const kept = frozen ? keepOrder(sorted, rowId, last.current.ids) : sorted;
    last.current = { state: grid.state, ids: kept.map(rowId) };
    return kept;
  }, [rows, columns, filters, grid.state, locale, rowId]);

  const shownColumns = columns.filter((column, index) => index === 0 || grid.shownIds.has(column.id));
  const shown = arranged?.slice(0, limit);
  const selectedShown = arranged?.filter((row) => selection?.ids.has(rowId(row))).length ?? 0;
  const failed = props.error && rows === undefined ? props.error : null;

  return (
    <section aria-label={props.label} className="min-w-0 rounded-lg border border-line bg-surface">
      <GridToolbar
        label={props.label}
        state={grid.state}
        columns={columns}
        filters={filters}
        shownIds={grid.shownIds}
        count={rows && arranged ? { shown: arranged.length, total: rows.length } : null}
        onSearch={grid.setSearch}
        onFilter={grid.setFilter}
        onColumns={grid.setColumns}
        onClear={grid.clear}
        extra={props.toolbarExtra}
      />
      {failed && <ErrorState body={failed.body} detail={failed.detail} onRetry={failed.onRetry} />}
      {!failed && (
        <div className="relative overflow-auto md:max-h-[calc(100dvh-11.5rem)]">
          <table
            aria-label={props.label}
            aria-busy={rows === undefined}
            className="w-full border-collapse"
            onKeyDown={moveByKeys}
            onPointerEnter={() => {
              pointedAt.current = true;
            }}
            onPointerLeave={() => {
              pointedAt.current = false;
            }}
          >
            <GridHead
              columns={shownColumns}
              sort={grid.state.sort}
              onSort={grid.setSort}
              selection={
                selection && {
                  all: selectedShown > 0 && selectedShown === arranged?.length,
                  some: selectedShown > 0,
                  onAll: (selected) => selection.onChange(new Set(selected ? arranged?.map(rowId) : [])),
                }
              }
            />
            <tbody>
              {shown?.map((row) => (
                <GridRow key={rowId(row)} row={row} columns={shownColumns} grid={props} />
              ))}
              {rows === undefined &&
                Array.from({ length: props.skeletonRows ?? 6 }, (_, index) => index).map((index) => (
                  <tr key={index} className="h-10 border-line border-b last:border-0">
                    <td colSpan={shownColumns.length + (selection ? 1 : 0)} className="px-3">
                      <Skeleton className={clsx(index % 2 === 0 ? "w-2/3" : "w-1/2")} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
          {arranged && arranged.length > limit && (
            <div className="flex justify-center py-2">
              <Button onClick={() => setLimit(limit + CHUNK)}>
                {t("showMore", { count: Math.min(CHUNK, arranged.length - limit) })}
              </Button>
            </div>
          )}
          {rows?.length === 0 && props.empty}
          {rows && rows.length > 0 && arranged?.length === 0 && (
            <EmptyState
              title={t("noMatch")}
              body={t("noMatchHint")}
              action={<Button onClick={grid.clear}>{t("clearFilters")}</Button>}
            />
          )}
        </div>
      )}
      {selection && selection.ids.size > 0 && (
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 rounded-b-lg border-line border-t bg-sunken px-3 py-2">
          <span role="status" className="mr-2 font-medium text-sm">
            {t("selected", { count: selection.ids.size })}
          </span>
          {selection.actions}
          <Button variant="ghost" size="sm" className="ml-auto" onClick={() => selection.onChange(new Set())}>
            {t("clearSelection")}
          </Button>
        </div>
      )}
    </section>
  );
}
