"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** How far a VM on the move is, and where to (at its destination: where from); leads to the live page. */
export function MoveCell(props: { readonly migration: MigrationRecord; readonly incoming: boolean }) {
  const t = useTranslations("domains.cell");
  const format = useFormat();
  const { id, domainName, sourceHostName, destinationHostName, forecast, state } = props.migration;
  const { incoming } = props;
  const host = incoming ? sourceHostName : destinationHostName;
  const progress = forecast?.progress ?? null;
  const text =
    progress === null
      ? t(incoming ? "comingWaiting" : "movingWaiting", { host })
      : t(incoming ? "coming" : "moving", { percent: format.percent(progress), host });
  return (
    <Link href={migrationHref(id)} className="flex min-w-36 flex-col gap-0.5 text-accent text-sm hover:underline">
      <span className="whitespace-nowrap">{text}</span>
      <ProgressBar
        value={state === "queued" ? 0 : progress}
        label={t("movingLabel", { name: visibleText(domainName) })}
        valueText={text}
        className="h-1.5"
      />
    </Link>
  );
}
