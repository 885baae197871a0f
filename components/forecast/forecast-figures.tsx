"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { Prediction } from "@/lib/contract/index.ts";
import { useExpected } from "./use-expected.ts";

/** Total time with its range, downtime, passes and bytes, side by side. What cannot be said is said to be unknown. */
export function ForecastFigures({ prediction }: { readonly prediction: Prediction }) {
  const t = useTranslations("forecast");
  const format = useFormat();
  const expected = useExpected()(prediction);
  const { verdict, iterations, transferredBytes } = prediction;
  const live = verdict !== "not-live";
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
      <Item label={t("total")} testId="forecast-total" note={expected.range}>
        {expected.total}
      </Item>
      {live ? (
        <>
          <Item label={verdict === "will-not-converge" ? t("downtimeIfStopped") : t("downtime")} testId="forecast-downtime">
            {expected.downtime}
          </Item>
          <Item label={t("passes")}>{iterations === null ? null : format.count(iterations)}</Item>
        </>
      ) : null}
      <Item label={t("transferred")}>{transferredBytes === null ? null : format.bytes(transferredBytes)}</Item>
    </dl>
  );
}

function Item(props: {
  readonly label: string;
  readonly testId?: string;
  readonly note?: string | null;
  readonly children: ReactNode;
}) {
  const t = useTranslations("forecast");
  return (
    <div className="min-w-0">
      <dt className="text-muted text-sm">{props.label}</dt>
      <dd className="tabular-nums" data-testid={props.testId}>
        {props.children ?? <span className="text-muted">{t("unknown")}</span>}
        {props.note ? <span className="block text-muted text-sm">{props.note}</span> : null}
      </dd>
    </div>
  );
}
