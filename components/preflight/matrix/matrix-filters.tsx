"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";
import { chosenHosts } from "../rows.ts";
import {
  MATRIX_SHOWS,
  MATRIX_SORTS,
  MATRIX_VIEWS,
  type MatrixBy,
  type MatrixParams,
  type MatrixShow,
  type MatrixSort,
  NO_FILTER,
} from "../search-params.ts";

/** Above the matrix: search, what to show, source and destination, order, what a row is, columns, count. */
export function MatrixFilters(props: {
  readonly params: MatrixParams;
  readonly hosts: readonly HostSnapshot[];
  /** "12 of 40 VMs", or what else is counted. */
  readonly count: string;
  readonly onChange: (change: Partial<MatrixParams>) => void;
}) {
  const { params, hosts, onChange } = props;
  const t = useTranslations("matrix");
  const narrowed =
    params.search !== "" ||
    params.show !== "all" ||
    params.source !== null ||
    params.destination !== null ||
    params.columns.length > 0 ||
    params.only.length > 0;
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-2.5 py-2">
      <SearchInput
        className="w-full sm:w-36"
        label={t("search")}
        placeholder={t("search")}
        value={params.search}
        onChange={(search) => onChange({ search })}
      />
      <Select<MatrixBy>
        aria-label={t("filters.by")}
        className="w-28"
        value={params.by}
        onChange={(by) => onChange({ by, vm: null, to: null, rule: null })}
        options={MATRIX_VIEWS.map((value) => ({ value, label: t(`filters.bys.${value}`) }))}
      />
      <Select<MatrixShow>
        aria-label={t("filters.label")}
        className="w-40"
        value={params.show}
        onChange={(show) => onChange({ show })}
        options={MATRIX_SHOWS.map((value) => ({ value, label: t(`filters.${value}`) }))}
      />
      <HostSelect
        label={t("filters.source")}
        any={t("filters.anySource")}
        hosts={hosts}
        prefix={(host) => t("filters.from", { host })}
        value={params.source}
        onChange={(source) => onChange({ source })}
      />
      <HostSelect
        label={t("filters.destination")}
        any={t("filters.anyDestination")}
        hosts={hosts}
        prefix={(host) => t("filters.to", { host })}
        value={params.destination}
        onChange={(destination) => onChange({ destination })}
      />
      {params.by === "vm" ? (
        <Select<MatrixSort>
          aria-label={t("filters.sort")}
          className="w-30"
          value={params.sort}
          onChange={(sort) => onChange({ sort })}
          options={MATRIX_SORTS.map((value) => ({ value, label: t(`filters.sorts.${value}`) }))}
        />
      ) : null}
      {narrowed ? (
        <Button variant="ghost" onClick={() => onChange({ ...NO_FILTER, sort: params.sort })}>
          {t("filters.clear")}
        </Button>
      ) : null}
      <span className="ml-auto flex items-center gap-2">
        <span role="status" className="text-muted text-sm">
          {props.count}
        </span>
        <ColumnMenu hosts={hosts} params={params} onChange={onChange} />
      </span>
    </div>
  );
}

function HostSelect(props: {
  readonly label: string;
  readonly any: string;
  readonly hosts: readonly HostSnapshot[];
  readonly prefix: (name: string) => string;
  readonly value: HostId | null;
  readonly onChange: (host: HostId | null) => void;
}) {
  const options: { value: HostId | ""; label: string }[] = [
    { value: "", label: props.any },
    ...props.hosts.map((host) => ({ value: host.registration.id, label: props.prefix(host.registration.name) })),
  ];
  return (
    <Select<HostId | "">
      aria-label={props.label}
      className="w-36"
      value={props.value ?? ""}
      onChange={(host) => props.onChange(host === "" ? null : host)}
      options={options}
    />
  );
}

/** Which hosts have a column; they are also the ones that are compared. */
function ColumnMenu(props: {
  readonly hosts: readonly HostSnapshot[];
  readonly params: MatrixParams;
  readonly onChange: (change: Partial<MatrixParams>) => void;
}) {
  const { hosts, params, onChange } = props;
  const t = useTranslations("matrix.filters");
  const chosen = new Set(chosenHosts(hosts, { ...params, destination: null }).map((host) => host.registration.id));
  const toggle = (id: HostId) => {
    const next = hosts.map((host) => host.registration.id).filter((one) => (one === id ? !chosen.has(id) : chosen.has(one)));
    onChange({ columns: next.length === hosts.length ? [] : next });
  };
  return (
    <Menu
      trigger={
        <button type="button" aria-label={t("columns")} title={t("columns")} className={buttonClass("ghost", "md", "", true)}>
          <Columns3 aria-hidden className="size-4" />
        </button>
      }
      items={[
        ...hosts.map((host) => ({
          id: host.registration.id,
          label: host.registration.name,
          checked: chosen.has(host.registration.id),
          keepOpen: true,
          onSelect: () => toggle(host.registration.id),
        })),
        { id: "all", label: t("allColumns"), onSelect: () => onChange({ columns: [] }) },
      ]}
    />
  );
}
