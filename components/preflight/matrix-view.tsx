"use client";

import { useQuery } from "@tanstack/react-query";
import { Grid3x3 } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ADD_HOST_HREF } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import { CellDrawer } from "./cell-drawer.tsx";
import { MatrixFilters } from "./matrix-filters.tsx";
import { MatrixGrid } from "./matrix-grid.tsx";
import { MatrixSkeleton } from "./matrix-skeleton.tsx";
import { filterRows, matrixRows } from "./rows.ts";
import { matrixCodec } from "./search-params.ts";
import { useMatrix } from "./use-matrix.ts";

/** The preflight page: every VM against every host. */
export function MatrixView() {
  const t = useTranslations("matrix");
  const message = useMessage();
  useRoom("inventory");
  const hosts = useQuery(hostsQuery());
  const cells = useMatrix(null);
  const [params, setParams] = useTypedUrlState(matrixCodec);
  const rows = useMemo(() => matrixRows(cells.data ?? [], hosts.data ?? []), [cells.data, hosts.data]);
  const shown = useMemo(() => filterRows(rows, params), [rows, params]);
  const open = params.to && rows.find((row) => row.domain.uuid === params.vm);
  const openCell = open && params.to ? open.cells.get(params.to) : undefined;
  const failed = (hosts.data ? null : hosts.error) ?? (cells.data ? null : cells.error);
  const change = (next: Partial<typeof params>, how: "push" | "replace" = "replace") => setParams({ ...params, ...next }, how);
  return (
    <Page title={t("title")} aside={<span>{t("lead")}</span>}>
      <section aria-label={t("gridLabel")} className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
        {failed ? (
          <ErrorState
            title={t("failed")}
            body={message(errorOf(failed).data.message)}
            detail={errorOf(failed).data.detail}
            onRetry={() => void Promise.all([hosts.refetch(), cells.refetch()])}
            retrying={hosts.isFetching || cells.isFetching}
          />
        ) : hosts.data && cells.data ? (
          <>
            <MatrixFilters params={params} hosts={hosts.data} shown={shown.length} total={rows.length} onChange={change} />
            {rows.length === 0 || hosts.data.length < 2 ? (
              <NothingToCheck hosts={hosts.data.length} />
            ) : shown.length === 0 ? (
              <EmptyState title={t("empty.noMatch")} body={t("empty.noMatchHint")} />
            ) : (
              <MatrixGrid
                rows={shown}
                hosts={hosts.data}
                openCell={params.vm && params.to ? { vm: params.vm, to: params.to } : null}
                onOpen={(row, to) => change({ vm: row.domain.uuid, to }, "push")}
              />
            )}
          </>
        ) : (
          <MatrixSkeleton />
        )}
      </section>
      {open && openCell && hosts.data ? (
        <CellDrawer
          key={`${openCell.domainUuid} ${openCell.destinationHostId}`}
          cell={openCell}
          vmName={open.domain.name}
          hosts={hosts.data}
          linkToAll
          onClose={() => change({ vm: null, to: null })}
        />
      ) : null}
    </Page>
  );
}

function NothingToCheck({ hosts }: { readonly hosts: number }) {
  const t = useTranslations("matrix.empty");
  const [title, body] =
    hosts === 0
      ? [t("noHosts"), t("noHostsHint")]
      : hosts === 1
        ? [t("oneHost"), t("oneHostHint")]
        : [t("noVms"), t("noVmsHint")];
  return (
    <EmptyState
      icon={<Grid3x3 aria-hidden />}
      title={title}
      body={body}
      action={
        hosts < 2 ? (
          <Link href={ADD_HOST_HREF} className={buttonClass("primary")}>
            {t("addHost")}
          </Link>
        ) : null
      }
    />
  );
}
