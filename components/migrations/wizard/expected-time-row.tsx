"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { type DirtyRateView, type Domain, type MigrationOptions, type MigrationRecord, queryKeys } from "@/lib/contract/index.ts";
import { expectedTime } from "./expected-time.ts";
import { seenRate } from "./how/dirty-rate-verdict.ts";
import { SummaryRow } from "./summary-row.tsx";
import type { WizardModel } from "./wizard-model.ts";

/** About how long it takes, where anything is known that this can be reckoned from. */
export function ExpectedTimeRow(props: {
  readonly model: WizardModel;
  readonly domain: Domain;
  readonly options: MigrationOptions;
  readonly migrations: readonly MigrationRecord[];
}) {
  const { domain, options, migrations } = props;
  const { source, destination } = props.model;
  const t = useTranslations("wizard.summary");
  const format = useFormat();
  const measured = useQuery<DirtyRateView>({ queryKey: queryKeys.dirtyRate(domain.hostId, domain.uuid), queryFn: skipToken });
  const seen = source && destination ? seenRate(migrations, source.registration.id, destination.registration.id) : null;
  const expected = expectedTime({ options, domain, seen, dirty: measured.data?.bytesPerSec ?? null });
  if (!expected)
    return (
      <SummaryRow label={t("expected")}>
        <span className="text-muted">{t("expectedUnknown")}</span>
      </SummaryRow>
    );
  const rate = format.rate(expected.rate);
  return (
    <SummaryRow label={t("expected")}>
      {expected.seconds === "never"
        ? t("expectedNever", { rate })
        : t("expectedAbout", { time: format.duration(Math.max(1, Math.round(expected.seconds)) * 1000), rate })}
    </SummaryRow>
  );
}
