"use client";

import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { pausedByUs } from "@/lib/core/migration/lever-record.ts";
import { namesOf } from "./names-of.ts";
import { QueueLine } from "./queue-line.tsx";

/** What goes on, in one sentence; louder when the source does not answer or a person has to decide. */
export function StateLine({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.state");
  const message = useMessage();
  const format = useFormat();
  const now = useNow();
  const names = namesOf(record);
  switch (record.state) {
    case "detached":
      return (
        <Notice tone="warn" live title={record.attention ? message(record.attention) : t("detached", names)}>
          {record.lastSample ? <p>{t("detachedHint", { age: format.relative(record.lastSample.atMs, now) })}</p> : null}
        </Notice>
      );
    case "queued":
      return <QueueLine record={record} />;
    case "starting":
    case "running":
    case "finishing":
      return (
        <p className="min-h-6 text-muted [overflow-wrap:anywhere]" role="status">
          {t(goingOn(record), names)}
        </p>
      );
    default:
      return null;
  }
}

/** Where the VM is meanwhile: on the source, paused there, at the destination already, or nowhere running. */
function goingOn(record: MigrationRecord): "starting" | "finishing" | "running" | "paused" | "postCopy" | "cold" | "saved" {
  if (record.state === "starting" || record.state === "finishing") return record.state;
  const { mode } = record.request.options;
  if (mode === "saved-state") return record.phase === "preparing" ? "running" : "saved";
  if (mode !== "live") return "cold";
  if (record.phase === "post-copy") return "postCopy";
  return pausedByUs(record) ? "paused" : "running";
}
