"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, RefreshCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { findingHosts } from "@/components/findings/finding-hosts.ts";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { FixPlaceProvider } from "@/components/fixes/fix-place.tsx";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Drawer } from "@/components/ui/drawer.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { cellsQuery } from "@/lib/client/queries/cells.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { oneVmHref } from "../one-vm-href.ts";
import { CellFindings } from "./cell-findings.tsx";
import { type CellPlace, useRecheck } from "./use-recheck.ts";

/** Everything about one VM against one destination: its place among the hosts, findings in groups, worst first, and a way to look again. */
export function CellDrawer(props: {
  readonly cell: CellPlace;
  readonly vmName: string;
  readonly hosts: readonly HostSnapshot[];
  readonly place: Place | null;
  /** The check to scroll to. */
  readonly rule: string | null;
  /** Not in the view of one VM, which the link leads to. */
  readonly linkToAll: boolean;
  readonly onClose: () => void;
}) {
  const { cell } = props;
  const t = useTranslations("matrix.drawer");
  const recheck = useRecheck();
  const answer = useQuery(cellsQuery([cell.domainUuid], [cell.destinationHostId]));
  const full = answer.data?.find((one) => one.destinationHostId === cell.destinationHostId);
  const hosts = findingHosts(props.hosts, cell.sourceHostId, cell.destinationHostId);
  const wizard = `/migrations/new?vm=${cell.domainUuid}&from=${cell.sourceHostId}&to=${cell.destinationHostId}&step=how`;
  const fixPlace = {
    domainUuid: cell.domainUuid,
    source: { id: cell.sourceHostId, name: hosts.sourceName },
    destination: { id: cell.destinationHostId, name: hosts.destinationName },
    onChanged: () => recheck.mutate(cell),
  };
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={t("title", { vm: visibleText(props.vmName), host: hosts.destinationName })}
      subtitle={
        full ? (
          <>
            <VerdictCounts counts={full.counts} />
            {full.observedAtMs === null ? null : (
              <span>
                {t("seen")} <RelativeTime atMs={full.observedAtMs} />
              </span>
            )}
          </>
        ) : null
      }
      actions={
        <>
          <Button
            busy={recheck.isPending}
            icon={<RefreshCw aria-hidden className="size-4" />}
            onClick={() => recheck.mutate(cell)}
            data-testid="recheck"
          >
            {t("recheck")}
          </Button>
          <Link href={wizard} className={buttonClass("secondary")}>
            <ArrowRightLeft aria-hidden className="size-4" />
            {t("migrate", { host: hosts.destinationName })}
          </Link>
          {props.linkToAll ? (
            <Link href={oneVmHref(cell.domainUuid)} className={buttonClass("ghost", "md", "ml-auto")}>
              {t("allChecks")}
            </Link>
          ) : null}
        </>
      }
    >
      <FixPlaceProvider place={fixPlace}>
        <CellFindings
          cell={full}
          failed={full ? null : answer.error}
          onRetry={() => void answer.refetch()}
          retrying={answer.isFetching}
          place={props.place}
          rule={props.rule}
          hosts={hosts}
          recheck={recheck}
        />
      </FixPlaceProvider>
    </Drawer>
  );
}
