"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { describeOptions } from "@/lib/core/migration/describe-options.ts";
import { ModeWords } from "../mode-words.tsx";
import { Row, Section } from "./section.tsx";

/** With which choices it was started (those that are not the default), the command that ran, and the warnings that were taken into account. */
export function ChoicesPanel({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.plan");
  const message = useMessage();
  const { options, acknowledged, pingAddress } = record.request;
  const chosen = describeOptions(options).map(message);
  const warnings = record.findings.filter((finding) => acknowledged.includes(finding.ruleId));
  return (
    <Section title={t("title")} testId="choices">
      <dl>
        <Row label={t("mode")}>
          <ModeWords options={options} />
        </Row>
        {pingAddress === null ? null : <Row label={t("ping")}>{pingAddress}</Row>}
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
      <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5 text-sm" data-testid="chosen-options">
        {chosen.map((sentence) => (
          <li key={sentence} className="[overflow-wrap:anywhere]">
            <HostText text={sentence} />
          </li>
        ))}
        <li className="text-muted">{t("defaults")}</li>
      </ul>
      {record.argv.length > 0 ? (
        <div className="mt-2">
          <CommandBlock argv={record.argv} hostName={record.sourceHostName} />
        </div>
      ) : null}
    </Section>
  );
}
