"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { hostHref, migrationHref, RECOVERY_HREF } from "@/components/shell/hrefs.ts";
import { useRecovery } from "@/components/shell/use-recovery.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { api } from "@/lib/client/api.ts";
import type { HostSnapshot, MigrationRecord } from "@/lib/contract/index.ts";
import { openCases } from "@/lib/core/recovery/open-cases.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { hostsInTrouble, migrationsInTrouble } from "./attention.ts";

/** What needs a person: hosts with a problem, migrations that did not end plainly. */
export function AttentionCard(props: {
  readonly hosts: readonly HostSnapshot[] | undefined;
  readonly migrations: readonly MigrationRecord[] | undefined;
}) {
  const t = useTranslations("overview.attention");
  const ready = props.hosts && props.migrations;
  const hosts = hostsInTrouble(props.hosts ?? []);
  const migrations = migrationsInTrouble(props.migrations ?? []);
  const cases = openCases(useRecovery().data?.cases ?? []);
  return (
    <Card title={t("title")}>
      {!ready && (
        <div className="px-4 py-4">
          <Skeleton className="w-1/2" />
        </div>
      )}
      {ready && hosts.length + migrations.length + cases === 0 && (
        <p className="flex items-center gap-2 px-4 py-4">
          <CircleCheck aria-hidden className="size-4 text-pass" />
          {t("none")}
        </p>
      )}
      <ul>
        {ready && cases > 0 && (
          <li className="border-line border-b px-4 py-2.5 last:border-0">
            <RecoveryItem cases={cases} />
          </li>
        )}
        {migrations.map((record) => (
          <li key={record.id} className="border-line border-b px-4 py-2.5 last:border-0">
            <MigrationItem record={record} />
          </li>
        ))}
        {hosts.map((host) => (
          <li key={host.registration.id} className="border-line border-b px-4 py-2.5 last:border-0">
            <HostItem host={host} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The way to what was found on the hosts. */
function RecoveryItem(props: { readonly cases: number }) {
  const t = useTranslations("overview.attention");
  return (
    <div className="flex flex-col gap-1.5" data-testid="attention-recovery">
      <span className="font-medium">{t("recovery", { count: props.cases })}</span>
      <p className="text-sm">{t("recoveryBody")}</p>
      <div>
        <Link href={RECOVERY_HREF} className={buttonClass("secondary", "sm")}>
          {t("recoveryOpen")}
        </Link>
      </div>
    </div>
  );
}

function HostItem(props: { readonly host: HostSnapshot }) {
  const t = useTranslations("overview.attention");
  const tProblem = useTranslations("hosts.problem");
  const { registration, state, problem, observedAtMs } = props.host;
  const retry = useMutation({ mutationFn: () => api.hosts.retry({ hostId: registration.id }) });
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">
          <HostText text={registration.name} />
        </span>
        <HostStateMark state={state} />
      </div>
      {problem && <p className="text-sm">{tProblem(`${problem.code}.title`)}</p>}
      {observedAtMs !== null && (
        <p className="text-muted text-sm">
          {t.rich("factsOld", { when: () => <RelativeTime key="when" atMs={observedAtMs} /> })}
        </p>
      )}
      <ApiErrorNotice error={retry.error} />
      <div className="flex gap-2">
        <Link
          href={hostHref(registration.id)}
          aria-label={t("whyNamed", { name: visibleText(registration.name) })}
          className={buttonClass("secondary", "sm")}
        >
          {t("why")}
        </Link>
        <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
          {t("retry")}
        </Button>
      </div>
    </div>
  );
}

function MigrationItem(props: { readonly record: MigrationRecord }) {
  const t = useTranslations("overview.attention");
  const message = useMessage();
  const { record } = props;
  const why = record.attention ?? record.result?.failure?.meaning ?? null;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium [overflow-wrap:anywhere]">
          <HostText text={record.domainName} />
        </span>
        <MigrationStateMark state={record.state} />
      </div>
      {why && <p className="text-sm">{message(why)}</p>}
      <div>
        <Link
          href={migrationHref(record.id)}
          aria-label={t("whyNamed", { name: visibleText(record.domainName) })}
          className={buttonClass("secondary", "sm")}
        >
          {t("why")}
        </Link>
      </div>
    </div>
  );
}
