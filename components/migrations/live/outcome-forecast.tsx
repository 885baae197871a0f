"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { MigrationResult, StoredPrediction } from "@/lib/contract/index.ts";
import { type ComparedFigure, compareOutcome } from "./compare-outcome.ts";

const NONE = "–";

/** What was forecast at the start beside what came, with the difference. */
export function OutcomeForecast(props: { readonly prediction: StoredPrediction | null; readonly result: MigrationResult }) {
  const { prediction, result } = props;
  const t = useTranslations("forecast");
  const message = useMessage();
  const format = useFormat();
  const show = ({ unit }: ComparedFigure, value: number | null) =>
    value === null ? NONE : unit === "ms" ? format.duration(value) : format.bytes(value);
  return (
    <div className="mt-3 min-w-0 overflow-x-auto" data-testid="outcome-forecast">
      <table className="w-full text-left text-sm tabular-nums">
        <caption className="mb-1 text-left font-medium">{t("outcome.title")}</caption>
        <thead className="text-muted">
          <tr>
            <td />
            {(["forecast", "outcome", "difference"] as const).map((column) => (
              <th key={column} scope="col" className="py-0.5 pr-4 text-right font-normal last:pr-0">
                {t(`outcome.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compareOutcome(prediction, result).map((figure) => (
            <tr key={figure.name} data-figure={figure.name}>
              <th scope="row" className="py-0.5 pr-4 font-normal text-muted">
                {t(figure.name)}
              </th>
              <td className="py-0.5 pr-4 text-right">{show(figure, figure.forecast)}</td>
              <td className="py-0.5 pr-4 text-right">{show(figure, figure.outcome)}</td>
              <td className="py-0.5 text-right">
                {figure.difference === null ? NONE : `${figure.difference >= 0 ? "+" : ""}${format.percent(figure.difference)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-muted text-sm [overflow-wrap:anywhere]">
        {prediction === null ? t("outcome.none") : t("outcome.made", { reason: message(prediction.prediction.reason) })}
      </p>
    </div>
  );
}
