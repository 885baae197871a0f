"use client";

import clsx from "clsx";
import { ChevronDown, Columns3, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import type { GridColumn, GridFilter, GridState } from "./grid-model.ts";

/** Takes a value out of a list, or puts it in. */
function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function FilterChip<Row>(props: {
  readonly filter: GridFilter<Row>;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  const { filter, values } = props;
  const words = filter.options.filter((option) => values.includes(option.value)).map((option) => option.label);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={clsx(
            buttonClass("secondary", "md"),
            "max-w-60 font-normal",
            words.length > 0 && "border-accent text-accent",
          )}
        >
          <span className="truncate">
            {filter.label}
            {words.length > 0 && `: ${words.join(", ")}`}
          </span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
        </button>
      }
      items={filter.options.map((option) => ({
        id: option.value,
        label: option.label,
        checked: values.includes(option.value),
        keepOpen: true,
        onSelect: () => props.onChange(toggled(values, option.value)),
      }))}
    />
  );
}

/** Above a grid: search, filter chips, count, choice of columns. */
export function GridToolbar<Row>(props: {
  readonly label: string;
  readonly state: GridState;
  readonly columns: readonly GridColumn<Row>[];
  readonly filters: readonly GridFilter<Row>[];
  readonly shownIds: ReadonlySet<string>;
  /** Null while loading. */
  readonly count: { readonly shown: number; readonly total: number } | null;
  readonly onSearch: (text: string) => void;
  readonly onFilter: (id: string, values: readonly string[]) => void;
  readonly onColumns: (ids: ReadonlySet<string> | null) => void;
  readonly onClear: () => void;
  readonly extra?: ReactNode;
}) {
  const t = useTranslations("common.table");
  const narrowed = props.state.search !== "" || Object.values(props.state.filters).some((values) => values.length > 0);
  const columnItems = props.columns.slice(1).map((column) => ({
    id: column.id,
    label: column.header,
    checked: props.shownIds.has(column.id),
    keepOpen: true,
    onSelect: () => props.onColumns(new Set(toggled([...props.shownIds], column.id))),
  }));
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-2.5 py-2">
      <SearchInput
        className="w-full sm:w-56"
        label={t("searchIn", { what: props.label })}
        placeholder={t("search")}
        value={props.state.search}
        onChange={props.onSearch}
      />
      {props.filters.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          values={props.state.filters[filter.id] ?? []}
          onChange={(values) => props.onFilter(filter.id, values)}
        />
      ))}
      {narrowed && (
        <Button variant="ghost" icon={<X aria-hidden className="size-4" />} onClick={props.onClear}>
          {t("clearFilters")}
        </Button>
      )}
      <span className="ml-auto flex items-center gap-2">
        {props.extra}
        <span role="status" className="min-w-14 text-right text-muted text-sm">
          {props.count && t("count", props.count)}
        </span>
        <Menu
          trigger={
            <button type="button" aria-label={t("columns")} title={t("columns")} className={buttonClass("ghost", "md", "", true)}>
              <Columns3 aria-hidden className="size-4" />
            </button>
          }
          items={[...columnItems, { id: "reset", label: t("resetColumns"), onSelect: () => props.onColumns(null) }]}
        />
      </span>
    </div>
  );
}
