"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { Prediction } from "@/lib/contract/index.ts";

/** A prediction's figures as texts; null where nothing can be said. */
export interface ExpectedTexts {
  /** "about 12 s" */
  readonly total: string | null;
  /** "9 s to 16 s"; null also when both ends read the same. */
  readonly range: string | null;
  readonly downtime: string | null;
  /** "about 12 s, downtime 180 ms", or that it never ends; null when not even the total is known. */
  readonly short: string | null;
}

/** Puts the figures of predictions into words. */
export function useExpected(): (prediction: Prediction) => ExpectedTexts {
  const t = useTranslations("forecast");
  const format = useFormat();
  return ({ verdict, totalMs, totalLowMs, totalHighMs, downtimeMs }) => {
    const low = totalLowMs === null ? null : format.duration(totalLowMs);
    const high = totalHighMs === null ? null : format.duration(totalHighMs);
    const time = totalMs === null ? null : format.duration(totalMs);
    const downtime = downtimeMs === null ? null : format.duration(downtimeMs);
    const known = time === null ? null : t("expectedTotal", { total: time });
    return {
      total: time === null ? null : t("about", { time }),
      range: low === null || high === null || low === high ? null : t("between", { low, high }),
      downtime,
      short:
        verdict === "will-not-converge"
          ? t("expectedNever")
          : time !== null && downtime !== null && verdict !== "not-live"
            ? t("expectedAll", { total: time, downtime })
            : known,
    };
  };
}
