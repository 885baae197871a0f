"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { pausedByUs } from "@/lib/core/migration/lever-record.ts";
import { copiesFiles } from "@/lib/core/migration/option-uses.ts";

const TIMEOUT_WORDS = {
  suspend: "timeoutFiredSuspend",
  abort: "timeoutFiredAbort",
  "post-copy": "timeoutFiredPostCopy",
} as const;

/** Where it is going, in one sentence: measuring, converging, not converging (and what to do), finishing, or what the limit did. */
export function ForecastLine({ record }: { readonly record: MigrationRecord }) {
  const copies = record.state === "running" && !copiesFiles(record.request.options);
  return (
    // As high as the tallest of them, so that nothing below moves when one takes the place of another.
    <div
      className={clsx("flex flex-col justify-center", copies && "min-h-24 sm:min-h-15")}
      data-testid="forecast"
      data-verdict={record.forecast?.verdict ?? "none"}
    >
      <Sentence record={record} />
    </div>
  );
}

function Sentence({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.forecast");
  const files = useTranslations("live.files");
  const format = useFormat();
  const { forecast, request } = record;
  if (copiesFiles(request.options)) return record.phase === "file-copy" ? <p>{files("forecast")}</p> : null;
  if (record.phase === "post-copy") return record.state === "running" ? <p>{t("postCopy")}</p> : null;
  if (record.timeoutFiredAtMs !== null) return <Notice tone="warn">{t(TIMEOUT_WORDS[request.options.timeoutAction])}</Notice>;
  if (pausedByUs(record)) return <p>{t("paused")}</p>;
  switch (record.state === "running" ? forecast?.verdict : undefined) {
    case "not-converging":
      return (
        <Notice tone="warn" title={t("notConverging")}>
          {record.limits.bandwidthMiBps === null ? t("notConvergingHint") : t("notConvergingLimited")}{" "}
          {record.rungsClimbed < request.options.ladder.length ? t("ladderGoesOn") : null}
        </Notice>
      );
    case "converging": {
      const left = forecast?.remainPerPass ?? null;
      return <p>{left === null ? t("converging") : t("convergingBy", { percent: format.percent(left) })}</p>;
    }
    case "finishing":
      return <p>{t("finishing")}</p>;
    case "measuring":
      return <p>{t("measuring")}</p>;
    default:
      return null;
  }
}
