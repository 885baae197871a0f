"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Card } from "@/components/ui/card.tsx";
import { Definitions } from "@/components/ui/definitions.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { systemQuery } from "@/lib/client/queries/system.ts";

/** What runs here and where its data lie. */
export function SystemCard() {
  const t = useTranslations("settings.system");
  const message = useMessage();
  const { data, error, refetch } = useQuery(systemQuery());
  return (
    <Card title={t("title")}>
      <div className="px-4 py-4">
        {data && (
          <Definitions
            items={[
              { id: "version", label: t("version"), value: data.version },
              { id: "node", label: t("node"), value: data.nodeVersion },
              { id: "database", label: t("database"), value: data.database },
              {
                id: "dataDir",
                label: t("dataDir"),
                value: (
                  <>
                    <code className="font-mono text-sm">{data.dataDir}</code>
                    <span className="block text-muted text-sm">{t("dataDirHint")}</span>
                  </>
                ),
              },
              { id: "user", label: t("user"), value: data.user.name },
            ]}
          />
        )}
        {!data && !error && <Skeleton className="h-28 w-full" />}
        {!data && error && (
          <ErrorState title={t("loadFailed")} body={message(errorOf(error).data.message)} onRetry={() => void refetch()} />
        )}
      </div>
    </Card>
  );
}
