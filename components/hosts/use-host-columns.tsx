"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { GridColumn, GridFilter } from "@/components/table/grid-model.ts";
import { FactValue } from "@/components/ui/fact-value.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { HostSnapshot, HostState } from "@/lib/contract/index.ts";
import { domainCounts, memoryOf } from "./host-summary.ts";
import { MemoryCell } from "./memory-cell.tsx";
import { ReadinessMarks } from "./readiness-marks.tsx";

const STATES: readonly HostState[] = ["online", "connecting", "unreachable", "blocked"];
const NOTHING = <span className="text-faint">—</span>;

/** Columns and filters of the list of hosts, in the language of the page; stable while neither language changes. */
export function useHostColumns(): {
  readonly columns: readonly GridColumn<HostSnapshot>[];
  readonly filters: readonly GridFilter<HostSnapshot>[];
} {
  const t = useTranslations("hosts");
  const tState = useTranslations("common.hostState");
  const format = useFormat();
  return useMemo(() => {
    const columns: readonly GridColumn<HostSnapshot>[] = [
      {
        id: "name",
        header: t("column.name"),
        width: "8rem",
        cell: ({ registration }) => <HostText text={registration.name} />,
        sortValue: ({ registration }) => registration.name,
        searchText: ({ registration, facts }) => `${registration.name} ${registration.address} ${facts?.hostname ?? ""}`,
      },
      {
        id: "state",
        header: t("column.state"),
        width: "12rem",
        cell: (host) => <StateCell host={host} />,
        sortValue: (host) => STATES.indexOf(host.state),
        searchText: (host) => tState(host.state),
      },
      {
        id: "cpu",
        header: t("column.cpu"),
        width: "8rem",
        from: "lg",
        cell: (host) =>
          host.facts ? <FactValue fact={host.facts.cpu}>{(cpu) => <CpuCell host={host} cpus={cpu.cpus} />}</FactValue> : NOTHING,
        sortValue: ({ facts }) => (facts?.cpu.known ? facts.cpu.value.cpus : null),
      },
      {
        id: "memory",
        header: t("column.memory"),
        width: "14rem",
        from: "md",
        cell: (host) => <MemoryCell host={host} />,
        sortValue: (host) => memoryOf(host)?.free ?? null,
      },
      {
        id: "vms",
        header: t("column.vms"),
        width: "5rem",
        align: "right",
        from: "sm",
        cell: (host) => (
          <span title={t("cell.runningHint", domainCounts(host))}>{t("cell.runningOfAll", domainCounts(host))}</span>
        ),
        sortValue: (host) => host.domains.length,
      },
      {
        id: "versions",
        header: t("column.versions"),
        width: "8.5rem",
        from: "lg",
        cell: ({ facts }) =>
          facts ? (
            <span className="whitespace-nowrap">
              <FactValue fact={facts.libvirtVersion}>{(version) => <HostText text={version} />}</FactValue>
              {" / "}
              <FactValue fact={facts.qemuVersion}>{(version) => <HostText text={version} />}</FactValue>
            </span>
          ) : (
            NOTHING
          ),
        sortValue: ({ facts }) => (facts?.libvirtVersion.known ? facts.libvirtVersion.value : null),
      },
      {
        id: "readiness",
        header: t("column.readiness"),
        from: "xl",
        cell: (host) => <ReadinessMarks host={host} />,
      },
      {
        id: "address",
        header: t("column.address"),
        hiddenAtFirst: true,
        cell: ({ registration }) => <span className="font-mono text-sm">{registration.address}</span>,
        sortValue: ({ registration }) => registration.address,
      },
      {
        id: "os",
        header: t("column.os"),
        hiddenAtFirst: true,
        cell: ({ facts }) => (facts ? <FactValue fact={facts.osName}>{(name) => <HostText text={name} />}</FactValue> : NOTHING),
        sortValue: ({ facts }) => (facts?.osName.known ? facts.osName.value : null),
      },
      {
        id: "roundTrip",
        header: t("column.roundTrip"),
        align: "right",
        hiddenAtFirst: true,
        cell: ({ roundTripMs }) => (roundTripMs === null ? NOTHING : format.duration(roundTripMs)),
        sortValue: ({ roundTripMs }) => roundTripMs,
      },
    ];
    const filters: readonly GridFilter<HostSnapshot>[] = [
      {
        id: "state",
        label: t("filter.state"),
        options: STATES.map((state) => ({ value: state, label: tState(state) })),
        test: (host, value) => host.state === value,
      },
    ];
    return { columns, filters };
  }, [t, tState, format]);
}

function StateCell(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("hosts.cell");
  const { state, observedAtMs } = props.host;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <HostStateMark state={state} />
      <span className="text-muted text-xs">{observedAtMs === null ? t("neverRead") : <RelativeTime atMs={observedAtMs} />}</span>
    </span>
  );
}

function CpuCell(props: { readonly host: HostSnapshot; readonly cpus: number }) {
  const t = useTranslations("hosts.cell");
  const format = useFormat();
  const load = props.host.facts?.loadAverage;
  return (
    <span className="whitespace-nowrap">
      {t("threads", { count: props.cpus })}
      {load?.known && (
        <span className="text-muted text-sm" title={t("loadHint", { cpus: props.cpus })}>
          {" · "}
          {format.decimal(load.value[0], 2)}
        </span>
      )}
    </span>
  );
}
