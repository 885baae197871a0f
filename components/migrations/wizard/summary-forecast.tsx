"use client";

import { useTranslations } from "use-intl";
import { ForecastVerdict } from "@/components/forecast/forecast-verdict.tsx";
import { useExpected } from "@/components/forecast/use-expected.ts";
import { SummaryRow } from "./summary-row.tsx";
import { useForecast } from "./use-forecast.ts";
import type { WizardModel } from "./wizard-model.ts";

/** Expected time, downtime and verdict in short. */
export function SummaryForecast({ model }: { readonly model: WizardModel }) {
  const t = useTranslations("forecast");
  const { view } = useForecast(model);
  const expected = useExpected();
  if (!view) return null;
  const { total, range, downtime } = expected(view.prediction);
  const unknown = <span className="text-muted">{t("unknown")}</span>;
  const { verdict } = view.prediction;
  return (
    <>
      <SummaryRow label={t("title")}>
        <span data-testid="summary-forecast">
          <ForecastVerdict verdict={verdict} />
        </span>
      </SummaryRow>
      <SummaryRow label={t("total")}>
        {total ?? unknown}
        {range === null ? null : <span className="block text-muted">{range}</span>}
      </SummaryRow>
      {verdict === "not-live" || verdict === "will-not-converge" ? null : (
        <SummaryRow label={t("downtime")}>{downtime ?? unknown}</SummaryRow>
      )}
    </>
  );
}
