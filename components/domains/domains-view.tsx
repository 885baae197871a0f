"use client";

import { Boxes } from "lucide-react";
import Link from "next/link";
import { useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { useUrlState } from "@/components/i18n/use-url-state.ts";
import { ADD_HOST_HREF } from "@/components/shell/hrefs.ts";
import { useHosts } from "@/components/shell/use-hosts.ts";
import { useMigrations } from "@/components/shell/use-migrations.ts";
import { DataGrid } from "@/components/table/data-grid.tsx";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { DomainDrawer } from "./domain-drawer.tsx";
import { type DomainRow, domainRows, rowIdOf } from "./domain-rows.ts";
import { SelectionActions } from "./selection-actions.tsx";
import { useDomainColumns } from "./use-domain-columns.tsx";
import { useDomainFilters } from "./use-domain-filters.ts";

const rowId = (row: DomainRow) => rowIdOf(row.domain);
const rowName = (row: DomainRow) => row.domain.name;
const isStale = (row: DomainRow) => row.host.state !== "online";
const BY_NAME = { columnId: "name", descending: false };
const NOTHING_SELECTED: ReadonlySet<string> = new Set();

/** The page of VMs: list over all hosts, drawer (`?vm=&on=`), selection for preflight and migration. */
export function DomainsView() {
  const t = useTranslations("domains");
  const message = useMessage();
  const [params, setUrl] = useUrlState();
  const hosts = useHosts();
  const migrations = useMigrations();
  const rows = useMemo(
    () => (hosts.data ? domainRows(hosts.data, migrations.data ?? []) : undefined),
    [hosts.data, migrations.data],
  );
  const columns = useDomainColumns();
  const filters = useDomainFilters(hosts.data);
  const [selected, setSelected] = useState(NOTHING_SELECTED);
  // A VM that went away meanwhile is not selected any more.
  const selectedRows = rows?.filter((row) => selected.has(rowId(row))) ?? [];
  const vm = params.get("vm");
  const on = params.get("on");
  const open = useCallback(
    ({ domain }: DomainRow) => setUrl({ vm: domain.uuid, on: domain.hostId, tab: null }, { push: true }),
    [setUrl],
  );
  const close = useCallback(() => setUrl({ vm: null, on: null, tab: null }), [setUrl]);
  const noHosts = hosts.data?.length === 0;
  return (
    <Page title={t("title")}>
      <DataGrid
        label={t("title")}
        rows={rows}
        columns={columns}
        filters={filters}
        rowId={rowId}
        rowName={rowName}
        onOpen={open}
        openId={vm && `${vm}@${on}`}
        isStale={isStale}
        defaultSort={BY_NAME}
        selection={{
          ids: new Set(selectedRows.map(rowId)),
          onChange: setSelected,
          actions: <SelectionActions rows={selectedRows} />,
        }}
        empty={
          <EmptyState
            icon={<Boxes aria-hidden />}
            title={t("empty.title")}
            body={noHosts ? t("empty.noHosts") : t("empty.body")}
            action={
              noHosts && (
                <Link href={ADD_HOST_HREF} className={buttonClass("primary")}>
                  {t("empty.toHosts")}
                </Link>
              )
            }
          />
        }
        error={hosts.error && { body: message(errorOf(hosts.error).data.message), onRetry: () => void hosts.refetch() }}
      />
      <DomainDrawer rows={rows} uuid={vm} hostId={on} onClose={close} />
    </Page>
  );
}
