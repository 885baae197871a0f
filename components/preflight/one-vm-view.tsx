"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { Select } from "@/components/ui/select.tsx";
import { Switch } from "@/components/ui/switch.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { DomainUuid } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { CellDrawer } from "./cell-drawer.tsx";
import { ChecksGrid } from "./checks-grid.tsx";
import { MatrixSkeleton } from "./matrix-skeleton.tsx";
import { oneVmHref } from "./one-vm-href.ts";
import { checkRows } from "./rows.ts";
import { oneVmCodec } from "./search-params.ts";
import { useMatrix } from "./use-matrix.ts";

/** One VM: every check against every other host. */
export function OneVmView(props: { readonly vm: DomainUuid }) {
  const t = useTranslations("matrix");
  const message = useMessage();
  const router = useRouter();
  useRoom("inventory");
  const hosts = useQuery(hostsQuery());
  const uuids = useMemo(() => [props.vm], [props.vm]);
  const cells = useMatrix(uuids);
  const [params, setParams] = useTypedUrlState(oneVmCodec);
  const own = useMemo(() => (cells.data ?? []).filter((cell) => cell.domainUuid === props.vm), [cells.data, props.vm]);
  const rows = useMemo(() => checkRows(own, params.differs), [own, params.differs]);

  const source = hosts.data?.find((host) => host.registration.id === own[0]?.sourceHostId);
  const domain = source?.domains.find((candidate) => candidate.uuid === props.vm);
  const destinations = (hosts.data ?? []).filter((host) => host !== source);
  const openCell = own.find((cell) => cell.destinationHostId === params.to && !cell.isSource);
  const failed = (hosts.data ? null : hosts.error) ?? (cells.data ? null : cells.error);
  const vms = [...new Map((hosts.data ?? []).flatMap((host) => host.domains).map((vm) => [vm.uuid, vm])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, "en", { numeric: true }),
  );
  return (
    <Page
      title={domain ? t("one.title", { vm: visibleText(domain.name) }) : t("title")}
      aside={source ? <span>{t("one.lead", { host: source.registration.name })}</span> : null}
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
        ) : !hosts.data || !cells.data ? (
          <MatrixSkeleton />
        ) : domain ? (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-2.5 py-2">
              <Select<DomainUuid>
                aria-label={t("one.choose")}
                className="w-full sm:w-64"
                value={props.vm}
                onChange={(vm) => router.push(oneVmHref(vm, { to: null, differs: params.differs }))}
                options={vms.map((vm) => ({ value: vm.uuid, label: visibleText(vm.name) }))}
              />
              <Switch
                checked={params.differs}
                onChange={(differs) => setParams({ ...params, differs })}
                label={t("one.differs")}
              />
            </div>
            {rows.length > 0 ? (
              <ChecksGrid rows={rows} hosts={destinations} onOpen={(to) => setParams({ ...params, to }, "push")} />
            ) : (
              <EmptyState title={params.differs ? t("one.same") : t("drawer.noFindings")} />
            )}
          </>
        ) : (
          <EmptyState
            title={t("drawer.gone")}
            body={t("one.goneHint")}
            action={
              <Link href="/preflight" className={buttonClass()}>
                {t("one.back")}
              </Link>
            }
          />
        )}
      </section>
      {openCell && domain && hosts.data ? (
        <CellDrawer
          key={openCell.destinationHostId}
          cell={openCell}
          vmName={domain.name}
          hosts={hosts.data}
          linkToAll={false}
          onClose={() => setParams({ ...params, to: null })}
        />
      ) : null}
    </Page>
  );
}
