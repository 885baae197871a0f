"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationResult, MigrationView } from "@/lib/contract/index.ts";
import { copiesFiles } from "@/lib/core/migration/option-uses.ts";
import { OutcomeForecast } from "./outcome-forecast.tsx";
import { Row, Section } from "./section.tsx";

/** The figures of a migration that ended, and what was forecast at the start beside what came. */
export function OutcomePanel(props: { readonly view: MigrationView; readonly result: MigrationResult }) {
  const { view, result } = props;
  const { record } = view;
  const t = useTranslations("live.verdict");
  const live = useTranslations("live.figures");
  const format = useFormat();
  // A VM that is off has no downtime, and libvirt does not count for it.
  const standsStill = copiesFiles(record.request.options);
  const passes = view.samples.at(-1)?.iteration ?? 0;
  const none = <span className="text-muted">{live("notMeasured")}</span>;
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
      <OutcomeForecast prediction={record.prediction} result={result} />
    </Section>
  );
}
