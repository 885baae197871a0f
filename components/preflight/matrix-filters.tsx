"use client";

import { Search } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";
import { MATRIX_SHOWS, type MatrixParams, type MatrixShow } from "./search-params.ts";

/** Above the matrix: search, what to show, source host, count. */
export function MatrixFilters(props: {
  readonly params: MatrixParams;
  readonly hosts: readonly HostSnapshot[];
  readonly shown: number;
  readonly total: number;
  readonly onChange: (change: Partial<MatrixParams>) => void;
}) {
  const { params, onChange } = props;
  const t = useTranslations("matrix");
  const narrowed = params.search !== "" || params.show !== "all" || params.source !== null || params.only.length > 0;
  const sources: { value: HostId | ""; label: string }[] = [
    { value: "", label: t("filters.anyHost") },
    ...props.hosts.map((host) => ({ value: host.registration.id, label: host.registration.name })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-2.5 py-2">
      <span className="relative w-full sm:w-56">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
        <TextInput
          type="search"
          data-grid-search=""
          aria-label={t("search")}
          placeholder={t("search")}
          value={params.search}
          onChange={(event) => onChange({ search: event.target.value })}
          className="pl-8"
        />
      </span>
      <Select<MatrixShow>
        aria-label={t("filters.label")}
        className="w-44"
        value={params.show}
        onChange={(show) => onChange({ show })}
        options={MATRIX_SHOWS.map((value) => ({ value, label: t(`filters.${value}`) }))}
      />
      <Select<HostId | "">
        aria-label={t("filters.source")}
        className="w-36"
        value={params.source ?? ""}
        onChange={(source) => onChange({ source: source === "" ? null : source })}
        options={sources}
      />
      {narrowed ? (
        <Button variant="ghost" onClick={() => onChange({ search: "", show: "all", source: null, only: [] })}>
          {t("filters.clear")}
        </Button>
      ) : null}
      <span role="status" className="ml-auto text-muted text-sm">
        {t("count", { shown: props.shown, total: props.total })}
      </span>
    </div>
  );
}
