"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { cpuBaselineQuery } from "@/lib/client/queries/cpu-baseline.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import { BaselineAnswer } from "./baseline-answer.tsx";
import { HostChoice } from "./host-choice.tsx";
import { baselineCodec } from "./search-params.ts";

/** The advisor: which CPU model runs on all of the chosen hosts, and which VMs ask for more. */
export function BaselineView() {
  const t = useTranslations("cpuBaseline");
  const matrix = useTranslations("matrix");
  const message = useMessage();
  useRoom("inventory");
  const hosts = useQuery(hostsQuery());
  const [params, setParams] = useTypedUrlState(baselineCodec);
  const answer = useQuery(cpuBaselineQuery(params.hosts));
  const ask = (chosen: typeof params.hosts) => {
    if (chosen.join() === params.hosts.join()) void answer.refetch();
    else setParams({ hosts: chosen }, "push");
  };
  return (
    <Page title={t("title")} aside={<span>{t("lead")}</span>} breadcrumbs={[{ href: "/preflight", label: matrix("title") }]}>
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
        {hosts.data ? (
          // Anew for each address: Back brings the choice back with the answer.
          <HostChoice key={params.hosts.join()} hosts={hosts.data} asked={params.hosts} busy={answer.isFetching} onAsk={ask} />
        ) : (
          <Skeleton className="h-40" />
        )}
        <div className="min-w-0" aria-live="polite">
          {params.hosts.length === 0 ? (
            <p className="max-w-160 text-muted">{t("explain")}</p>
          ) : answer.isPending ? (
            <div role="status" className="flex flex-col gap-3">
              <p className="text-muted">{t("asking")}</p>
              <Skeleton className="w-2/3" />
              <Skeleton className="w-1/2" />
            </div>
          ) : answer.data ? (
            <BaselineAnswer baseline={answer.data} hosts={hosts.data ?? []} />
          ) : (
            <ErrorState
              title={t("failed")}
              body={message(errorOf(answer.error).data.message)}
              detail={errorOf(answer.error).data.detail}
              onRetry={() => void answer.refetch()}
              retrying={answer.isFetching}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
