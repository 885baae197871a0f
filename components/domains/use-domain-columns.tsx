"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { GridColumn } from "@/components/table/grid-model.ts";
import { DomainStateMark } from "@/components/ui/domain-state-mark.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { type DomainRow, dataDisks, sharingCounts, sharingSummary, totalCapacity } from "./domain-rows.ts";
import { MoveCell } from "./move-cell.tsx";
import { DomainNameCell } from "./name-cell.tsx";
import { SharingMark } from "./sharing-mark.tsx";

const NOTHING = <span className="text-faint">—</span>;

/** Columns of the list of VMs, in the language of the page; stable while it does not change. */
export function useDomainColumns(): readonly GridColumn<DomainRow>[] {
  const t = useTranslations("domains");
  const tState = useTranslations("common.domainState");
  const tCommon = useTranslations("common.state");
  const format = useFormat();
  return useMemo(() => {
    const yesNo = (value: boolean) => (value ? tCommon("yes") : tCommon("no"));
    return [
      {
        id: "name",
        header: t("column.name"),
        cell: (row) => <DomainNameCell row={row} />,
        sortValue: ({ domain }) => domain.name,
        searchText: ({ domain }) => `${domain.name} ${domain.title ?? ""} ${domain.description ?? ""}`,
      },
      {
        id: "host",
        header: t("column.host"),
        width: "7rem",
        cell: ({ host }) => (
          <span className="inline-flex items-center gap-1.5">
            <HostText text={host.registration.name} />
            {/* The row is the last known then, and faint. */}
            {host.state !== "online" && <HostStateMark state={host.state} compact />}
          </span>
        ),
        sortValue: ({ host }) => host.registration.name,
        searchText: ({ host }) => host.registration.name,
      },
      {
        id: "state",
        header: t("column.state"),
        width: "8rem",
        cell: ({ domain }) => <DomainStateMark state={domain.state} />,
        sortValue: ({ domain }) => tState(domain.state),
        searchText: ({ domain }) => tState(domain.state),
      },
      {
        id: "vcpus",
        header: t("column.vcpus"),
        width: "5.5rem",
        align: "right",
        from: "md",
        cell: ({ domain }) => format.count(domain.vcpus),
        sortValue: ({ domain }) => domain.vcpus,
      },
      {
        id: "memory",
        header: t("column.memory"),
        width: "6rem",
        align: "right",
        from: "sm",
        cell: ({ domain }) => <span className="whitespace-nowrap">{format.bytes(domain.memoryBytes)}</span>,
        sortValue: ({ domain }) => domain.memoryBytes,
      },
      {
        id: "disks",
        header: t("column.disks"),
        width: "7.5rem",
        from: "md",
        cell: ({ domain }) => (
          <span title={t("sharingHint", sharingCounts(domain))}>
            <SharingMark sharing={sharingSummary(domain)} />
          </span>
        ),
        sortValue: ({ domain }) => sharingSummary(domain),
        searchText: ({ domain }) => domain.disks.map((disk) => disk.source ?? "").join(" "),
      },
      {
        id: "move",
        header: t("column.move"),
        width: "11rem",
        from: "lg",
        cell: ({ migration, incoming }) => (migration ? <MoveCell migration={migration} incoming={incoming} /> : NOTHING),
        sortValue: ({ migration }) => migration?.forecast?.progress ?? (migration ? 0 : null),
      },
      {
        id: "capacity",
        header: t("column.capacity"),
        align: "right",
        hiddenAtFirst: true,
        cell: ({ domain }) => {
          const total = totalCapacity(domain);
          return (
            <span className="whitespace-nowrap">
              {total === null ? tCommon("unknown") : format.bytes(total)}
              <span className="text-muted text-sm"> · {t("cell.diskCount", { count: dataDisks(domain).length })}</span>
            </span>
          );
        },
        sortValue: ({ domain }) => totalCapacity(domain),
      },
      {
        id: "nics",
        header: t("column.nics"),
        hiddenAtFirst: true,
        cell: ({ domain }) =>
          domain.nics.length === 0 ? NOTHING : <HostText text={domain.nics.map((nic) => nic.source ?? nic.type).join(", ")} />,
        searchText: ({ domain }) => domain.nics.map((nic) => `${nic.mac} ${nic.source ?? ""}`).join(" "),
      },
      {
        id: "machine",
        header: t("column.machine"),
        hiddenAtFirst: true,
        cell: ({ domain }) => <HostText text={domain.machine} />,
        sortValue: ({ domain }) => domain.machine,
        searchText: ({ domain }) => domain.machine,
      },
      {
        id: "persistent",
        header: t("column.persistent"),
        hiddenAtFirst: true,
        cell: ({ domain }) => yesNo(domain.persistent),
        sortValue: ({ domain }) => Number(domain.persistent),
      },
      {
        id: "autostart",
        header: t("column.autostart"),
        hiddenAtFirst: true,
        cell: ({ domain }) => yesNo(domain.autostart),
        sortValue: ({ domain }) => Number(domain.autostart),
      },
      {
        id: "uuid",
        header: t("column.uuid"),
        hiddenAtFirst: true,
        cell: ({ domain }) => <code className="whitespace-nowrap font-mono text-sm">{domain.uuid}</code>,
        sortValue: ({ domain }) => domain.uuid,
        searchText: ({ domain }) => domain.uuid,
      },
    ] satisfies readonly GridColumn<DomainRow>[];
  }, [t, tState, tCommon, format]);
}
