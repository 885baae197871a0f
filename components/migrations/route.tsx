"use client";

import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";

/** "hv1 -> hv2": from where to where; read out as words. */
export function Route(props: {
  readonly record: Pick<MigrationRecord, "sourceHostName" | "destinationHostName">;
  readonly oneLine?: boolean;
}) {
  const { record } = props;
  const t = useTranslations("migrations.row");
  const names = { from: record.sourceHostName, to: record.destinationHostName };
  return (
    <span className={clsx("inline-flex items-center gap-x-1.5", props.oneLine ? "whitespace-nowrap" : "flex-wrap")}>
      <span className="sr-only">{t("route", names)}</span>
      <span aria-hidden className="contents">
        <HostText text={names.from} />
        <ArrowRight className="size-4 shrink-0 text-muted" />
        <HostText text={names.to} />
      </span>
    </span>
  );
}
