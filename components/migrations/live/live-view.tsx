"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useHydrated } from "@/components/i18n/clock.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { migrationQuery } from "@/lib/client/queries/migration.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import { LiveSkeleton } from "./live-skeleton.tsx";
import { MigrationPage } from "./migration-page.tsx";

/** The page of one migration: live while it runs, its verdict after. */
export function LiveView({ migrationId }: { readonly migrationId: string }) {
  const t = useTranslations("live");
  const message = useMessage();
  const list = useTranslations("migrations")("title");
  const hydrated = useHydrated();
  useRoom(`migration:${migrationId}`);
  const view = useQuery(migrationQuery(migrationId));
  if (view.data && hydrated) return <MigrationPage view={view.data} />;
  const crumbs = [{ href: "/migrations", label: list }];
  const error = view.isError ? errorOf(view.error) : null;
  if (error?.code === "not-found" || error?.code === "invalid-input") {
    return (
      <Page title={t("missing.title")} breadcrumbs={crumbs}>
        <EmptyState
          title={t("missing.title")}
          body={t("missing.body")}
          action={
            <Link href="/migrations" className={buttonClass()}>
              {t("missing.back")}
            </Link>
          }
        />
      </Page>
    );
  }
  return (
    <Page title={list} breadcrumbs={crumbs}>
      {error ? (
        <ErrorState
          title={t("failed")}
          body={message(error.data.message)}
          detail={error.data.detail}
          onRetry={() => void view.refetch()}
          retrying={view.isFetching}
        />
      ) : (
        <LiveSkeleton />
      )}
    </Page>
  );
}
