"use client";

import { useTranslations } from "use-intl";
import { AdviceList } from "@/components/forecast/advice-list.tsx";
import { ForecastFigures } from "@/components/forecast/forecast-figures.tsx";
import { ForecastVerdict } from "@/components/forecast/forecast-verdict.tsx";
import { InputsTable } from "@/components/forecast/inputs-table.tsx";
import { MeasureButtons } from "@/components/forecast/measure-buttons.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { PredictionView } from "@/lib/contract/index.ts";
import { changeOfAdvice } from "../take-choice.ts";
import { useForecast } from "../use-forecast.ts";
import { useHow } from "./context.tsx";

/** What is to be expected of the choices as they stand, what that rests on, and what would be better, by one press. */
export function ForecastSection() {
  const { model } = useHow();
  const t = useTranslations("forecast");
  const { asked, view, error } = useForecast(model);
  return (
    <section
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-3"
      aria-label={t("title")}
      data-testid="forecast"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">{t("title")}</h3>
        {view ? (
          <span data-testid="forecast-verdict" data-verdict={view.prediction.verdict}>
            <ForecastVerdict verdict={view.prediction.verdict} />
          </span>
        ) : null}
      </div>
      {view ? (
        <Forecast view={view} />
      ) : asked ? (
        error ? null : (
          <div role="status" className="flex flex-col gap-2">
            <p className="text-muted text-sm">{t("asking")}</p>
            <Skeleton className="w-2/3" />
          </div>
        )
      ) : (
        <p className="text-muted text-sm">{t("wrongChoices")}</p>
      )}
      <ApiErrorNotice error={error} />
    </section>
  );
}

function Forecast({ view }: { readonly view: PredictionView }) {
  const { model, support, change } = useHow();
  const t = useTranslations("forecast");
  const message = useMessage();
  const { domain, source, destination, options } = model;
  const chosen = options.ok ? options.options : null;
  const rate = support["dirty-rate"];
  return (
    <>
      <p role="status" className="[overflow-wrap:anywhere]" data-testid="forecast-reason">
        {message(view.prediction.reason)}
      </p>
      <ForecastFigures prediction={view.prediction} />
      {domain && source && destination ? (
        <MeasureButtons
          domainUuid={domain.uuid}
          sourceHostId={source.registration.id}
          destinationHostId={destination.registration.id}
          withDirtyRate={chosen?.mode === "live" && domain.state === "running"}
          dirtyRateRefusal={rate.supported === false ? rate.reason : null}
          missing={view.missing}
        />
      ) : null}
      {chosen ? (
        <AdviceList
          advice={view.advice}
          isTaken={(advice) => Object.keys(changeOfAdvice(chosen, advice)).length === 0}
          onTake={(advice) => change(changeOfAdvice(chosen, advice))}
        />
      ) : null}
      <details className="min-w-0">
        <summary className="w-fit text-accent text-sm">{t("restsOn")}</summary>
        <div className="mt-1.5">
          <InputsTable inputs={view.inputs} />
        </div>
      </details>
    </>
  );
}
