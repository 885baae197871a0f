"use client";

import { useCallback, useMemo } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { GridColumn, GridFilter } from "@/components/table/grid-model.ts";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { HostSnapshot, MigrationMode, MigrationRecord } from "@/lib/contract/index.ts";
import { describeMode } from "@/lib/core/migration/describe-mode.ts";
import { ModeWords } from "../mode-words.tsx";
import { Route } from "../route.tsx";
import { DurationCell, Figure, ProgressCell } from "./cells.tsx";
import { OUTCOMES, outcomeOf } from "./outcomes.ts";

/** Columns of the list of migrations. */
export function useMigrationColumns(): readonly GridColumn<MigrationRecord>[] {
  const t = useTranslations("migrations.columns");
  const format = useFormat();
  const message = useMessage();
  const modeText = useCallback(
    ({ request }: MigrationRecord) => {
      const { mode, marks } = describeMode(request.options);
      return [mode, ...marks].map(message).join(" ");
    },
    [message],
  );
  return useMemo(
    () => [
      {
        id: "vm",
        header: t("vm"),
        cell: (record) => <HostText text={record.domainName} />,
        sortValue: (record) => record.domainName,
        searchText: (record) => `${record.domainName}\n${record.request.domainUuid}\n${record.id}`,
      },
      {
        id: "route",
        header: t("route"),
        cell: (record) => <Route record={record} oneLine />,
        sortValue: (record) => `${record.sourceHostName} ${record.destinationHostName}`,
        searchText: (record) => `${record.sourceHostName}\n${record.destinationHostName}`,
      },
      {
        id: "mode",
        header: t("mode"),
        cell: (record) => <ModeWords options={record.request.options} />,
        sortValue: (record) => modeText(record),
        searchText: (record) => modeText(record),
        from: "lg",
      },
      {
        id: "state",
        header: t("state"),
        cell: (record) => <MigrationStateMark state={record.state} />,
        sortValue: (record) => record.state,
      },
      { id: "progress", header: t("progress"), cell: (record) => <ProgressCell record={record} />, from: "md", width: "16rem" },
      {
        id: "started",
        header: t("started"),
        cell: (record) => <RelativeTime atMs={record.createdAtMs} />,
        sortValue: (record) => record.createdAtMs,
        from: "sm",
      },
      {
        id: "duration",
        header: t("duration"),
        cell: (record) => <DurationCell record={record} />,
        sortValue: (record) => (record.endedAtMs === null ? null : record.endedAtMs - record.createdAtMs),
        align: "right",
        from: "md",
      },
      {
        id: "downtime",
        header: t("downtime"),
        cell: (record) => <Figure value={record.result?.measuredDowntimeMs} format={format.duration} />,
        sortValue: (record) => record.result?.measuredDowntimeMs ?? null,
        align: "right",
        from: "lg",
      },
      {
        id: "transferred",
        header: t("transferred"),
        cell: (record) => <Figure value={record.result?.transferredBytes} format={format.bytes} />,
        sortValue: (record) => record.result?.transferredBytes ?? null,
        align: "right",
        from: "lg",
        hiddenAtFirst: true,
      },
      { id: "by", header: t("by"), cell: (record) => record.startedBy, sortValue: (record) => record.startedBy, from: "xl" },
    ],
    [t, format, modeText],
  );
}

const MODES: readonly MigrationMode[] = ["live", "offline", "cold-copy", "saved-state"];

/** Filters of the list: host (either end), outcome and mode. */
export function useMigrationFilters(hosts: readonly HostSnapshot[] | undefined): readonly GridFilter<MigrationRecord>[] {
  const t = useTranslations("migrations");
  // Facts change every few seconds; the chips only with the names.
  const names = JSON.stringify(hosts?.map((host) => [host.registration.id, host.registration.name]) ?? []);
  return useMemo(
    () => [
      {
        id: "host",
        label: t("filters.host"),
        options: (JSON.parse(names) as [string, string][]).map(([value, label]) => ({ value, label })),
        test: ({ request }, value) => request.sourceHostId === value || request.destinationHostId === value,
      },
      {
        id: "outcome",
        label: t("filters.outcome"),
        options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
        test: (record, value) => outcomeOf(record) === value,
      },
      {
        id: "mode",
        label: t("filters.mode"),
        options: MODES.map((value) => ({ value, label: t(`modes.${value}`) })),
        test: ({ request }, value) => request.options.mode === value,
      },
    ],
    [names, t],
  );
}
