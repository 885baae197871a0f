"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationResult, MigrationView } from "@/lib/contract/index.ts";
import { copiesFiles } from "@/lib/core/migration/option-uses.ts";
import { firstForecast } from "./figures.ts";
import { Row, Section } from "./section.tsx";

/** The figures of a migration that ended, and what was forecast after the first pass beside what came. */
export function OutcomePanel(props: { readonly view: MigrationView; readonly result: MigrationResult }) {
  const { view, result } = props;
  const { record } = view;
  const t = useTranslations("live.verdict");
  const live = useTranslations("live.figures");
  const format = useFormat();
  const expected = useMemo(() => firstForecast(view.samples, record.request.options), [view.samples, record.request.options]);
  // Of files there is no forecast to be kept, and a VM that is off has no downtime.
  const standsStill = copiesFiles(record.request.options);
  const passes = view.samples.at(-1)?.iteration ?? 0;
  const none = <span className="text-muted">{live("notMeasured")}</span>;
  const never = <span className="text-muted">{live("notYet")}</span>;
  return (
    <Section title={t("figures")} testId="outcome">
      <dl>
        {standsStill && result.measuredDowntimeMs === null ? null : (
          <Row label={t("downtime")} testId="measured-downtime">
            {result.measuredDowntimeMs === null ? none : format.duration(result.measuredDowntimeMs)}
          </Row>
        )}
        {record.request.pingAddress === null ? null : (
          <Row label={t("ping")} testId="longest-ping-gap">
            {result.longestPingGapMs === null ? (
              <span className="text-muted">{t("pingNever")}</span>
            ) : (
              format.duration(result.longestPingGapMs)
            )}
            <span className="block text-muted">{t("pingHint", { address: record.request.pingAddress })}</span>
          </Row>
        )}
        <Row label={t("total")} testId="result-total">
          {format.duration(result.totalMs)}
        </Row>
        {standsStill ? null : (
          <>
            <Row label={t("libvirtTotal")}>{result.libvirtTotalMs === null ? none : format.duration(result.libvirtTotalMs)}</Row>
            <Row label={t("passes")}>{passes === 0 ? none : format.count(passes)}</Row>
          </>
        )}
        <Row label={t("transferred")}>{result.transferredBytes === null ? none : format.bytes(result.transferredBytes)}</Row>
      </dl>
      {standsStill ? null : (
        <table className="mt-3 w-full text-left text-sm tabular-nums">
          <caption className="mb-1 text-left font-medium">{t("forecastBeside")}</caption>
          <thead className="text-muted">
            <tr>
              <td />
              <th scope="col" className="py-0.5 pr-4 font-normal">
                {t("expected")}
              </th>
              <th scope="col" className="py-0.5 font-normal">
                {t("actual")}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="py-0.5 pr-4 font-normal text-muted">
                {t("end")}
              </th>
              <td className="pr-4">
                {expected?.expectedEndAtMs
                  ? `${format.timeOfDay(expected.expectedEndAtMs)} ${live("tolerance", { tolerance: format.duration(expected.expectedEndToleranceMs ?? 0) })}`
                  : never}
              </td>
              <td>{record.endedAtMs === null ? never : format.timeOfDay(record.endedAtMs)}</td>
            </tr>
            <tr>
              <th scope="row" className="py-0.5 pr-4 font-normal text-muted">
                {t("downtimeRow")}
              </th>
              <td className="pr-4">
                {expected?.expectedDowntimeMs == null ? never : format.duration(expected.expectedDowntimeMs)}
              </td>
              <td>{result.measuredDowntimeMs === null ? none : format.duration(result.measuredDowntimeMs)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </Section>
  );
}
