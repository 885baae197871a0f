"use client";

import { useTranslations } from "use-intl";
import type { Queueing } from "@/lib/contract/index.ts";
import { isDefaultQueueing } from "../queueing.ts";

/** What was chosen for the queue, in plain sentences; nothing when nothing was. */
export function ReviewQueueing(props: { readonly queueing: Queueing; readonly vm: string; readonly from: string }) {
  const { queueing, vm, from } = props;
  const t = useTranslations("queue.wizard.review");
  const { priority, retry } = queueing;
  if (isDefaultQueueing(queueing)) return null;
  return (
    <div className="[overflow-wrap:anywhere]" data-testid="review-queueing">
      {priority === "normal" ? null : <p>{t("priority", { priority })}</p>}
      {retry.times === 0 ? null : <p>{t("retry", { vm, from, times: retry.times, minutes: retry.afterMs / 60_000 })}</p>}
    </div>
  );
}
