"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useHydrated } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { MigrationStateMark } from "@/components/ui/migration-state-mark.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { unfinished } from "./attention.ts";

/** The migrations that have not ended. */
export function RunningCard(props: { readonly migrations: readonly MigrationRecord[] | undefined }) {
  const t = useTranslations("overview.running");
  const open = props.migrations && unfinished(props.migrations);
  return (
    <Card title={t("title")}>
      {!open && (
        <div className="px-4 py-4">
          <Skeleton className="w-1/2" />
        </div>
      )}
      {open?.length === 0 && (
        <EmptyState
          title={t("none")}
          body={t("noneHint")}
          action={
            <Link href="/domains" className={buttonClass("secondary")}>
              {t("toDomains")}
            </Link>
          }
        />
      )}
      <ul>
        {open?.map((record) => (
          <li key={record.id} className="border-line border-b last:border-0">
            <RunningRow record={record} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RunningRow(props: { readonly record: MigrationRecord }) {
  const t = useTranslations("overview.running");
  const tPhase = useTranslations("common.phase");
  const { record } = props;
  const name = visibleText(record.domainName);
  const progress = record.state === "queued" ? 0 : (record.forecast?.progress ?? null);
  return (
    <div className="grid items-center gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(8rem,1.2fr)_minmax(8rem,1fr)_auto]">
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          <HostText text={record.domainName} />
        </p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
          <HostText text={record.sourceHostName} />
          <ArrowRight
            role="img"
            aria-label={t("route", { source: record.sourceHostName, destination: record.destinationHostName })}
            className="size-3.5"
          />
          <HostText text={record.destinationHostName} />
        </p>
      </div>
      <div className="min-w-0">
        <ProgressBar value={progress} label={t("progress", { name })} />
        <p className="mt-1 flex flex-wrap gap-x-1.5 text-muted text-sm [&>*+*]:before:mr-1.5 [&>*+*]:before:content-['·']">
          {record.state === "running" ? <span>{tPhase(record.phase)}</span> : <MigrationStateMark state={record.state} />}
          <Details record={record} />
        </p>
      </div>
      <Link href={migrationHref(record.id)} aria-label={t("openNamed", { name })} className={buttonClass("secondary", "sm")}>
        {t("open")}
      </Link>
    </div>
  );
}

/** What is known of a running copy: pass, verdict, expected end, rate. */
function Details(props: { readonly record: MigrationRecord }) {
  const t = useTranslations("overview.running");
  const format = useFormat();
  const hydrated = useHydrated();
  const { forecast, lastSample, state } = props.record;
  if (state !== "running") return null;
  return (
    <>
      {lastSample && lastSample.iteration > 0 && <span>{t("pass", { number: lastSample.iteration })}</span>}
      {forecast && <span>{t(`verdict.${forecast.verdict}`)}</span>}
      {/* The time zone is known to the browser only. */}
      {hydrated && forecast?.expectedEndAtMs != null && (
        <span>{t("doneAbout", { time: format.timeOfDay(forecast.expectedEndAtMs) })}</span>
      )}
      {lastSample && lastSample.memoryBytesPerSec > 0 && (
        <span>{t("rate", { rate: format.rate(lastSample.memoryBytesPerSec) })}</span>
      )}
    </>
  );
}
