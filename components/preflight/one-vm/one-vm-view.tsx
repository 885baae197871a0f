"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { cellsQuery } from "@/lib/client/queries/cells.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { matrixQuery } from "@/lib/client/queries/matrix.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { DomainUuid, HostId } from "@/lib/contract/index.ts";
import type { Place } from "@/lib/core/preflight/rank.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { CellDrawer } from "../drawer/cell-drawer.tsx";
import { orderOf, rankedBy } from "../ranking.ts";
import { vmRows } from "../rows.ts";
import { oneVmCodec } from "../search-params.ts";
import { checkRows } from "./check-rows.ts";
import { ChecksGrid } from "./checks-grid.tsx";
import { ChecksSkeleton } from "./checks-skeleton.tsx";
import { OneVmToolbar } from "./one-vm-toolbar.tsx";

const NO_PLACES: ReadonlyMap<HostId, Place> = new Map();

/** One VM: every check against every other host, the best host first. */
export function OneVmView(props: { readonly vm: DomainUuid }) {
  const t = useTranslations("matrix");
  const message = useMessage();
  useRoom("inventory");
  useRoom("preflight");
  const hosts = useQuery(hostsQuery());
  const uuids = useMemo(() => [props.vm], [props.vm]);
  const cells = useQuery(cellsQuery(uuids));
  // Only the matrix knows what the links carry, which counts for the order of the hosts.
  const merits = useQuery(matrixQuery(uuids));
  const [params, setParams] = useTypedUrlState(oneVmCodec);
  const vms = useMemo(() => vmRows(hosts.data ?? []), [hosts.data]);
  const row = vms.find(({ domain }) => domain.uuid === props.vm);
  const own = useMemo(() => (cells.data ?? []).filter((cell) => cell.domainUuid === props.vm), [cells.data, props.vm]);
  const rows = useMemo(() => checkRows(own, params.differs), [own, params.differs]);
  const places = useMemo(
    () => (row ? rankedBy(merits.data ?? own, hosts.data ?? [], row.domain) : NO_PLACES),
    [merits.data, own, hosts.data, row],
  );

  const nameOf = (id: string) => hosts.data?.find((host) => host.registration.id === id)?.registration.name ?? id;
  const destinations = (hosts.data ?? [])
    .filter((host) => host.registration.id !== row?.sourceHostId)
    .sort((a, b) => orderOf(places, a.registration.id) - orderOf(places, b.registration.id));
  const open = destinations.find((host) => host.registration.id === params.to);
  const failed = (hosts.data ? null : hosts.error) ?? (cells.data ? null : cells.error);
  return (
    <Page
      title={row ? t("one.title", { vm: visibleText(row.domain.name) }) : t("title")}
      aside={row ? <span>{t("one.lead", { host: nameOf(row.sourceHostId) })}</span> : null}
      breadcrumbs={[{ href: "/preflight", label: t("one.back") }]}
    >
      <section className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface" aria-label={t("one.gridLabel")}>
        {failed ? (
          <ErrorState
            title={t("failed")}
            body={message(errorOf(failed).data.message)}
            detail={errorOf(failed).data.detail}
            onRetry={() => void Promise.all([hosts.refetch(), cells.refetch()])}
            retrying={hosts.isFetching || cells.isFetching}
          />
        ) : hosts.data && !row ? (
          <EmptyState
            title={t("drawer.gone")}
            body={t("one.goneHint")}
            action={
              <Link href="/preflight" className={buttonClass()}>
                {t("one.back")}
              </Link>
            }
          />
        ) : (
          <>
            <OneVmToolbar
              vm={props.vm}
              vms={vms}
              differs={params.differs}
              onDiffers={(differs) => setParams({ ...params, differs })}
            />
            {!cells.data ? (
              <ChecksSkeleton />
            ) : rows.length > 0 ? (
              <ChecksGrid
                rows={rows}
                hosts={destinations}
                places={places}
                onOpen={(to) => setParams({ ...params, to }, "push")}
              />
            ) : (
              <EmptyState title={params.differs ? t("one.same") : t("drawer.noFindings")} />
            )}
          </>
        )}
      </section>
      {open && row && hosts.data ? (
        <CellDrawer
          key={open.registration.id}
          cell={{ domainUuid: props.vm, sourceHostId: row.sourceHostId, destinationHostId: open.registration.id }}
          vmName={row.domain.name}
          hosts={hosts.data}
          place={places.get(open.registration.id) ?? null}
          rule={null}
          linkToAll={false}
          onClose={() => setParams({ ...params, to: null })}
        />
      ) : null}
    </Page>
  );
}
