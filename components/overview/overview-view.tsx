"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { useHosts } from "@/components/shell/use-hosts.ts";
import { useMigrations } from "@/components/shell/use-migrations.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { AttentionCard } from "./attention-card.tsx";
import { CountTiles } from "./count-tiles.tsx";
import { LatestCard } from "./latest-card.tsx";
import { RunningCard } from "./running-card.tsx";
import { StartCard } from "./start-card.tsx";

/** The first page: how much there is, what runs, what needs a person. */
export function OverviewView() {
  const t = useTranslations("overview");
  const message = useMessage();
  const hosts = useHosts();
  const migrations = useMigrations();
  const error = (hosts.data ? null : hosts.error) ?? (migrations.data ? null : migrations.error);
  const retry = () => {
    void hosts.refetch();
    void migrations.refetch();
  };
  return (
    <Page title={t("title")}>
      <CountTiles hosts={hosts.data} migrations={migrations.data} />
      {error && <ErrorState body={message(errorOf(error).data.message)} onRetry={retry} />}
      {hosts.data?.length === 0 && <StartCard />}
      {!error && hosts.data?.length !== 0 && (
        <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
          {/* What needs a person comes first for the keyboard and on a small screen; with room it stands at the right. */}
          <div className="min-w-0 xl:order-last">
            <AttentionCard hosts={hosts.data} migrations={migrations.data} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <RunningCard migrations={migrations.data} />
            <LatestCard migrations={migrations.data} />
          </div>
        </div>
      )}
    </Page>
  );
}
