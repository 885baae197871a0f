"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { quoteArgv } from "@/lib/core/migration/quote.ts";
import { Row, Section } from "./section.tsx";

/** With which choices it was started, the command that ran, and the warnings that were taken into account. */
export function ChoicesPanel({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.plan");
  const format = useFormat();
  const message = useMessage();
  const { options, acknowledged } = record.request;
  const warnings = record.findings.filter((finding) => acknowledged.includes(finding.ruleId));
  const limit = options.timeoutS === null ? "" : format.duration(options.timeoutS * 1000);
  return (
    <Section title={t("title")} testId="choices">
      <dl>
        <Row label={t("downtime")}>{options.maxDowntimeMs === null ? t("default") : format.duration(options.maxDowntimeMs)}</Row>
        <Row label={t("bandwidth")}>
          {options.bandwidthMiBps === null ? t("unlimited") : format.rate(options.bandwidthMiBps * 2 ** 20)}
        </Row>
        <Row label={t("converge")}>{options.autoConverge ? t("on") : t("off")}</Row>
        <Row label={t("timeout")}>{options.timeoutS === null ? t("none") : t(options.timeoutAction, { limit })}</Row>
        <Row label={t("definition")}>{options.persistent ? t("moves") : t("stays")}</Row>
        {warnings.length > 0 ? (
          <Row label={t("acknowledged")}>
            {warnings.map((finding) => (
              <span key={finding.ruleId} className="block">
                {message(finding.title)}
              </span>
            ))}
          </Row>
        ) : null}
      </dl>
      {record.argv.length > 0 ? (
        <div className="mt-2">
          <CommandBlock quoted={quoteArgv(record.argv)} hostName={record.sourceHostName} />
        </div>
      ) : null}
    </Section>
  );
}
