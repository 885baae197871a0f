"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";

/** Where it is going, in one sentence: measuring, converging, not converging (and what to do), finishing, or what the limit did. */
export function ForecastLine({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.forecast");
  const format = useFormat();
  const { forecast, request } = record;
  if (record.timeoutFiredAtMs !== null) {
    const aborting = request.options.timeoutAction === "abort";
    return <Notice tone="warn">{aborting ? t("timeoutFiredAbort") : t("timeoutFiredSuspend")}</Notice>;
  }
  if (forecast?.verdict === "not-converging") {
    return (
      <Notice tone="warn" title={t("notConverging")}>
        {t("notConvergingHint")}
      </Notice>
    );
  }
  return (
    <p className="min-h-6" data-testid="forecast" data-verdict={forecast?.verdict ?? "none"}>
      {forecast?.verdict === "converging"
        ? forecast.remainPerPass === null
          ? t("converging")
          : t("convergingBy", { percent: format.percent(forecast.remainPerPass) })
        : forecast?.verdict === "finishing"
          ? t("finishing")
          : t("measuring")}
    </p>
  );
}
