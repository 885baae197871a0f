"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import { api } from "@/lib/client/api.ts";
import { useLever } from "@/lib/client/mutations/lever.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import type { Finding, MigrationRecord } from "@/lib/contract/index.ts";
import { waitingUse } from "@/lib/core/migration/lever-record.ts";
import { namesOf } from "../names-of.ts";
import { useLeverStates } from "./use-lever-states.ts";

/** The way out of a broken post-copy, step by step: what happened, what must not be done, whether the link is back, and the recovery itself. */
export function RecoverPanel({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.levers.recover");
  const message = useMessage();
  const names = namesOf(record);
  return (
    <section
      className="flex flex-col gap-3 rounded-lg border border-block/45 bg-surface px-4 py-3"
      data-testid="recovery"
      aria-label={t("title")}
    >
      <h2 className="font-semibold text-sm">{t("title")}</h2>
      <Notice tone="danger" live>
        <p>{record.attention ? message(record.attention) : t("happened", names)}</p>
      </Notice>
      <Notice tone="warn">{t("never", names)}</Notice>
      <ol className="flex list-decimal flex-col gap-4 pl-5 [overflow-wrap:anywhere]">
        <li>
          <LinkStep record={record} />
        </li>
        <li>
          <RecoverStep record={record} />
        </li>
      </ol>
    </section>
  );
}

function LinkStep({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.levers.recover");
  const { domainUuid, sourceHostId, destinationHostId, options } = record.request;
  const check = useMutation({
    mutationFn: async () => {
      const cell = await api.preflight.check({ domainUuid, sourceHostId, destinationHostId, options, fresh: true });
      return { findings: cell.findings.filter(({ group }) => group === "path") };
    },
  });
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-medium">{t("stepLink")}</h3>
      <p className="text-muted text-sm">{t("stepLinkHint")}</p>
      <p className="flex flex-wrap gap-x-4 text-sm">
        <HostNow hostId={sourceHostId} name={record.sourceHostName} />
        <HostNow hostId={destinationHostId} name={record.destinationHostName} />
      </p>
      <div>
        <Button busy={check.isPending} onClick={() => check.mutate()} data-testid="recover-check">
          {t("check")}
        </Button>
      </div>
      <ApiErrorNotice error={check.error} />
      {check.data ? <LinkFindings findings={check.data.findings} /> : null}
    </div>
  );
}

function HostNow(props: { readonly hostId: string; readonly name: string }) {
  const host = useQuery(hostsQuery()).data?.find(({ registration }) => registration.id === props.hostId);
  return (
    <span className="inline-flex items-center gap-1.5">
      <HostText text={props.name} />
      {host ? <HostStateMark state={host.state} /> : null}
      {host?.observedAtMs ? (
        <span className="text-muted">
          <RelativeTime atMs={host.observedAtMs} />
        </span>
      ) : null}
    </span>
  );
}

function LinkFindings({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useTranslations("live.levers.recover");
  const message = useMessage();
  const inTheWay = findings.filter(({ verdict }) => verdict === "block" || verdict === "unknown");
  if (inTheWay.length === 0)
    return (
      <Notice tone="pass" live>
        {t("linkFine")}
      </Notice>
    );
  return (
    <ul className="flex flex-col gap-1 text-sm" data-testid="recover-findings">
      {inTheWay.map((finding) => (
        <li key={finding.ruleId}>
          <VerdictMark verdict={finding.verdict} label={message(finding.title)} />
          <p>{message(finding.reason)}</p>
        </li>
      ))}
    </ul>
  );
}

function RecoverStep({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.levers.recover");
  const levers = useTranslations("live.levers");
  const message = useMessage();
  const names = namesOf(record);
  const state = useLeverStates(record).recover;
  const lever = useLever(record.id);
  const onItsWay = waitingUse(record, "recover") >= 0;
  const last = record.levers.findLast(({ action }) => action.kind === "recover");
  return (
    <div className="flex flex-col gap-1.5" data-testid="lever-recover">
      <h3 className="font-medium">{t("stepRecover")}</h3>
      <p className="text-muted text-sm">{t("stepRecoverHint", names)}</p>
      <div>
        <Button
          variant="primary"
          busy={lever.isPending || onItsWay}
          disabled={!state.available}
          aria-describedby="recover-reason"
          onClick={() => lever.mutate({ kind: "recover" })}
          data-testid="recover"
        >
          {t("button", names)}
        </Button>
      </div>
      <p id="recover-reason" className="min-h-5 text-muted text-sm" data-testid="lever-reason-recover">
        {state.available ? (record.recoveries > 0 ? t("count", { count: record.recoveries }) : null) : message(state.reason)}
      </p>
      <ApiErrorNotice error={lever.error} />
      {!lever.error && last?.ok === false ? (
        <Notice tone="danger" live title={levers("lastRefused")}>
          <HostWords text={last.detail} />
        </Notice>
      ) : null}
    </div>
  );
}
