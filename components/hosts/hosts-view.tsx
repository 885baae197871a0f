"use client";

import { HardDrive, Plus, Server } from "lucide-react";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { PoolDialog } from "@/components/fixes/pool/pool-dialog.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { useUrlState } from "@/components/i18n/use-url-state.ts";
import { useHosts } from "@/components/shell/use-hosts.ts";
import { DataGrid } from "@/components/table/data-grid.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { AddHostDialog } from "./add-host/add-host-dialog.tsx";
import { HostDrawer } from "./host-drawer.tsx";
import { useHostColumns } from "./use-host-columns.tsx";

const hostId = (host: HostSnapshot) => host.registration.id;
const hostName = (host: HostSnapshot) => host.registration.name;
const isStale = (host: HostSnapshot) => host.state !== "online";
const BY_NAME = { columnId: "name", descending: false };

/** The page of hosts: list, drawer (`?host=`), the flow that adds one (`?add=1`), shared storage (`?storage=1`). */
export function HostsView() {
  const t = useTranslations("hosts");
  const tPool = useTranslations("fixDialog.pool");
  const message = useMessage();
  const [params, setUrl] = useUrlState();
  const { data, error, refetch } = useHosts();
  const { columns, filters } = useHostColumns();
  const openId = params.get("host");
  const open = useCallback((host: HostSnapshot) => setUrl({ host: hostId(host), tab: null }, { push: true }), [setUrl]);
  const close = useCallback(() => setUrl({ host: null, tab: null }), [setUrl]);
  const toAdd = () => setUrl({ add: "1" }, { push: true });
  const addButton = (
    <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={toAdd}>
      {t("add")}
    </Button>
  );
  const storageButton = data && data.length > 0 && (
    <Button
      icon={<HardDrive aria-hidden className="size-4" />}
      onClick={() => setUrl({ storage: "1" }, { push: true })}
      data-testid="set-up-storage"
    >
      {tPool("open")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      actions={
        <>
          {storageButton}
          {addButton}
        </>
      }
    >
      <DataGrid
        label={t("title")}
        rows={data}
        columns={columns}
        filters={filters}
        rowId={hostId}
        rowName={hostName}
        onOpen={open}
        openId={openId}
        isStale={isStale}
        defaultSort={BY_NAME}
        skeletonRows={3}
        empty={<EmptyState icon={<Server aria-hidden />} title={t("empty.title")} body={t("empty.body")} action={addButton} />}
        error={error && { body: message(errorOf(error).data.message), onRetry: () => void refetch() }}
      />
      <HostDrawer hosts={data} hostId={openId} onClose={close} />
      {data && params.get("storage") !== null ? (
        <PoolDialog
          hosts={data.map(({ registration: { id, name } }) => ({ id, name }))}
          chosen={data.filter((host) => host.state === "online").map(hostId)}
          onClose={() => setUrl({ storage: null })}
          onChanged={() => void refetch()}
        />
      ) : null}
      <AddHostDialog
        open={params.get("add") !== null}
        onClose={() => setUrl({ add: null })}
        onAdded={(host) => setUrl({ add: null, host: hostId(host) })}
      />
    </Page>
  );
}
