"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { PolicyOptions } from "@/lib/contract/index.ts";

/** What a policy fixes, in one line: only what differs from the defaults. */
export function PolicySummary({ options }: { readonly options: PolicyOptions }) {
  const t = useTranslations("policies.parts");
  const format = useFormat();
  const { maxDowntimeMs, bandwidthMiBps, timeoutS, timeoutAction, ladder, postCopy, parallelConnections, compression } = options;
  const parts = [
    maxDowntimeMs === null ? null : t("downtime", { value: format.duration(maxDowntimeMs) }),
    bandwidthMiBps === null ? null : t("bandwidth", { value: format.rate(bandwidthMiBps * 2 ** 20) }),
    timeoutS === null ? null : t("timeout", { value: format.duration(timeoutS * 1000), action: timeoutAction }),
    options.autoConverge ? t("converge") : null,
    ladder.length === 0 ? null : t("ladder", { count: ladder.length }),
    postCopy === "off" ? null : t(postCopy === "by-hand" ? "postCopy" : "postCopyFirst"),
    options.tls ? t("tls") : null,
    parallelConnections === null ? null : t("parallel", { count: parallelConnections }),
    compression === null ? null : t("compression", { method: compression.method }),
  ].filter((part) => part !== null);
  return <span>{parts.length === 0 ? t("plain") : parts.join(" · ")}</span>;
}
