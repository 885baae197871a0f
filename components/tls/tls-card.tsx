"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { tlsQuery } from "@/lib/client/queries/tls.ts";
import type { TlsStatusView } from "@/lib/contract/index.ts";
import { HostTable } from "./host-table.tsx";
import { RunDialog } from "./run-dialog.tsx";
import type { RunKind } from "./use-runs.ts";

/** Certificates for encrypted migration: what each host has, and the guided way to set them up and renew them. */
export function TlsCard() {
  const t = useTranslations("tls");
  const message = useMessage();
  const { data, error, refetch, isFetching } = useQuery(tlsQuery());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [kind, setKind] = useState<RunKind | null>(null);
  const hosts = data?.hosts.filter(({ hostId }) => chosen.has(hostId)) ?? [];
  const renewable = hosts.filter(({ sets }) => sets?.qemu.state === "ours" || sets?.libvirt.state === "ours");
  return (
    <Card
      title={t("title")}
      actions={
        <Button size="sm" busy={isFetching} icon={<RefreshCw aria-hidden className="size-4" />} onClick={() => void refetch()}>
          {t("lookAgain")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="text-muted text-sm">{t("intro")}</p>
        {error && !data ? (
          <ErrorState title={t("loadFailed")} body={message(errorOf(error).data.message)} onRetry={() => void refetch()} />
        ) : null}
        {!data && !error ? <Skeleton className="h-24 w-full" /> : null}
        {data ? (
          <>
            <Authority authority={data.authority} />
            <HostTable hosts={data.hosts} chosen={chosen} onChosen={setChosen} />
            <div className="flex flex-wrap items-center gap-2">
              <span className="text-muted text-sm" role="status">
                {t("chosen", { count: hosts.length })}
              </span>
              <span className="ml-auto flex gap-2">
                <Button disabled={hosts.length === 0 || renewable.length < hosts.length} onClick={() => setKind("renew")}>
                  {t("renew")}
                </Button>
                <Button variant="primary" disabled={hosts.length === 0} onClick={() => setKind("set-up")}>
                  {t("setUp")}
                </Button>
              </span>
            </div>
          </>
        ) : null}
      </div>
      {kind ? <RunDialog kind={kind} hosts={hosts} onClose={() => setKind(null)} /> : null}
    </Card>
  );
}

function Authority(props: { readonly authority: TlsStatusView["authority"] }) {
  const t = useTranslations("tls");
  const format = useFormat();
  const { authority } = props;
  return (
    <p className="text-sm [overflow-wrap:anywhere]">
      <span className="text-muted">{t("authority")}: </span>
      {authority ? (
        <>
          <HostText text={authority.subject} />, {t("authorityUntil", { date: format.dateTime(authority.notAfterMs) })}
        </>
      ) : (
        t("authorityNone")
      )}
    </p>
  );
}
