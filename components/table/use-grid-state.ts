"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useUrlState } from "@/components/i18n/use-url-state.ts";
import { type GridColumn, type GridFilter, type GridSort, type GridState, parseSort, printSort } from "./grid-model.ts";

const SEARCH_DELAY_MS = 200;

/**
 * The grid's state in the address: `q`, `sort`, `cols` and one parameter for each filter, all behind `prefix` where a page has two
 * grids. What is typed into the search shows at once and reaches the address a moment later.
 */
export function useGridState<Row>(
  columns: readonly GridColumn<Row>[],
  filters: readonly GridFilter<Row>[],
  defaultSort: GridSort | null,
  prefix: string,
) {
  const [params, setUrl] = useUrlState();
  const urlSearch = params.get(`${prefix}q`) ?? "";
  const [search, setSearchText] = useState(urlSearch);
  const written = useRef(urlSearch);
  useEffect(() => {
    // Back and forward, or a link to the same page, change the address without us.
    if (urlSearch !== written.current) {
      written.current = urlSearch;
      setSearchText(urlSearch);
    }
  }, [urlSearch]);
  useEffect(() => {
    if (search === written.current) return;
    const timer = setTimeout(() => {
      written.current = search;
      setUrl({ [`${prefix}q`]: search });
    }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [search, prefix, setUrl]);

  const query = params.toString();
  const state: GridState = useMemo(() => {
    const read = new URLSearchParams(query);
    const chosen = filters.map((filter) => {
      const known = new Set(filter.options.map((option) => option.value));
      const values = (read.get(`${prefix}${filter.id}`) ?? "").split(",").filter((value) => known.has(value));
      return [filter.id, values] as const;
    });
    return { search, sort: parseSort(read.get(`${prefix}sort`)) ?? defaultSort, filters: Object.fromEntries(chosen) };
  }, [query, search, filters, defaultSort, prefix]);

  const shownIds = useMemo(() => {
    const chosen = new URLSearchParams(query).get(`${prefix}cols`);
    const wanted = new Set(chosen?.split(","));
    return new Set(
      columns.filter((column) => (chosen === null ? !column.hiddenAtFirst : wanted.has(column.id))).map((column) => column.id),
    );
  }, [query, columns, prefix]);

  const setSort = useCallback((sort: GridSort) => setUrl({ [`${prefix}sort`]: printSort(sort) }), [prefix, setUrl]);
  const setFilter = useCallback(
    (id: string, values: readonly string[]) => setUrl({ [`${prefix}${id}`]: values.join(",") }),
    [prefix, setUrl],
  );
  const setColumns = useCallback(
    (ids: ReadonlySet<string> | null) =>
      setUrl({
        [`${prefix}cols`]:
          ids &&
          columns
            .filter((column) => ids.has(column.id))
            .map((column) => column.id)
            .join(","),
      }),
    [columns, prefix, setUrl],
  );
  const clear = useCallback(() => {
    written.current = "";
    setSearchText("");
    setUrl(Object.fromEntries([`${prefix}q`, ...filters.map((filter) => `${prefix}${filter.id}`)].map((name) => [name, null])));
  }, [filters, prefix, setUrl]);

  return { state, shownIds, setSearch: setSearchText, setSort, setFilter, setColumns, clear };
}
