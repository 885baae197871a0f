"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { DataGrid } from "@/components/table/data-grid.tsx";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { migrationsQuery } from "@/lib/client/queries/migrations.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { arrangeMigrations, countOpen } from "./outcomes.ts";
import { useMigrationColumns, useMigrationFilters } from "./use-columns.tsx";

const rowId = (record: MigrationRecord) => record.id;
const rowName = (record: MigrationRecord) => record.domainName;

/** All migrations: what runs, what waits, what was. */
export function MigrationsView() {
  const t = useTranslations("migrations");
  const message = useMessage();
  const router = useRouter();
  useRoom("migrations");
  useRoom("inventory");
  const migrations = useQuery(migrationsQuery());
  const hosts = useQuery(hostsQuery());
  const columns = useMigrationColumns();
  const filters = useMigrationFilters(hosts.data);
  const rows = useMemo(() => migrations.data && arrangeMigrations(migrations.data), [migrations.data]);
  const open = countOpen(migrations.data ?? []);
  const create = (
    <Link href="/migrations/new" className={buttonClass("primary")} data-testid="new-migration">
      <Plus aria-hidden className="size-4" />
      {t("new")}
    </Link>
  );
  const error = migrations.error ? errorOf(migrations.error) : null;
  return (
    <Page title={t("title")} aside={migrations.data ? <span role="status">{t("open", open)}</span> : null} actions={create}>
      <DataGrid
        label={t("title")}
        rows={rows}
        columns={columns}
        filters={filters}
        rowId={rowId}
        rowName={rowName}
        onOpen={(record) => router.push(migrationHref(record.id))}
        empty={
          <EmptyState icon={<ArrowRightLeft aria-hidden />} title={t("empty.none")} body={t("empty.noneHint")} action={create} />
        }
        error={
          error && {
            body: message(error.data.message),
            ...(error.data.detail ? { detail: error.data.detail } : {}),
            onRetry: () => void migrations.refetch(),
          }
        }
      />
    </Page>
  );
}
