"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationRequest, Queueing } from "@/lib/contract/index.ts";
import { freshCheckQuery } from "./fresh-check-query.ts";
import { cardOf } from "./how/modes.ts";
import type { WizardParams } from "./params.ts";
import { isDefaultQueueing } from "./queueing.ts";
import { SummaryForecast } from "./summary-forecast.tsx";
import { SummaryOptions } from "./summary-options.tsx";
import { SummaryRow as Row } from "./summary-row.tsx";
import type { WizardModel } from "./wizard-model.ts";

/** What has been chosen so far, always in sight. */
export function WizardSummary(props: {
  readonly params: WizardParams;
  readonly model: WizardModel;
  readonly request: MigrationRequest | null;
}) {
  const { params, model, request } = props;
  const t = useTranslations("wizard.summary");
  const modes = useTranslations("wizard.how.modes");
  const lost = model.problem?.kind === "vm-gone" || model.problem?.kind === "vm-moved";
  const domain = lost ? null : model.domain;
  const none = <span className="text-muted">{t("notChosen")}</span>;
  return (
    <aside className="h-fit rounded-lg border border-line bg-surface px-4 py-3 lg:sticky lg:top-16" data-testid="summary">
      <h2 className="font-semibold text-sm">{t("title")}</h2>
      <dl className="mt-2 flex flex-col gap-2 text-sm">
        <Row label={t("vm")}>{domain ? <HostText text={domain.name} /> : none}</Row>
        <Row label={t("from")}>{lost ? none : (model.source?.registration.name ?? none)}</Row>
        <Row label={t("to")}>{model.destination?.registration.name ?? none}</Row>
        <Row label={t("mode")}>{modes(`${cardOf(params, domain)}.title`)}</Row>
        {model.options.ok ? (
          <>
            <SummaryOptions options={model.options.options} domain={domain} />
            {isDefaultQueueing(model.queueing) ? null : <QueueRow queueing={model.queueing} />}
            <SummaryForecast model={model} />
          </>
        ) : (
          <Row label={t("wrongLabel")}>
            <span className="text-block">{t("wrong", { count: Object.keys(model.options.errors).length })}</span>
          </Row>
        )}
        <Row label={t("verdict")}>
          {request ? <Verdict request={request} /> : <span className="text-muted">{t("notRun")}</span>}
        </Row>
      </dl>
    </aside>
  );
}

function QueueRow({ queueing }: { readonly queueing: Queueing }) {
  const t = useTranslations("queue.wizard");
  return <Row label={t("label")}>{t("summary", { priority: queueing.priority, times: queueing.retry.times })}</Row>;
}

/** The counts of the last check in the preflight step; this never runs one by itself. */
function Verdict({ request }: { readonly request: MigrationRequest }) {
  const t = useTranslations("wizard.summary");
  const check = useQuery({ ...freshCheckQuery(request), enabled: false });
  return check.data ? <VerdictCounts counts={check.data.counts} /> : <span className="text-muted">{t("notRun")}</span>;
}
