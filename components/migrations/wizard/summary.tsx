"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { VerdictCounts } from "@/components/findings/verdict-counts.tsx";
import { useFormat } from "@/components/i18n/use-format.ts";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationOptions, MigrationRequest } from "@/lib/contract/index.ts";
import { freshCheckQuery } from "./fresh-check-query.ts";
import type { OptionErrors } from "./options.ts";
import type { WizardModel } from "./wizard-model.ts";

/** What has been chosen so far, always in sight. */
export function WizardSummary(props: { readonly model: WizardModel; readonly request: MigrationRequest | null }) {
  const { model, request } = props;
  const t = useTranslations("wizard.summary");
  const mode = useTranslations("wizard.how")("modeName");
  const lost = model.problem?.kind === "vm-gone" || model.problem?.kind === "vm-moved";
  const domain = lost ? null : model.domain;
  const none = <span className="text-muted">{t("notChosen")}</span>;
  return (
    <aside className="h-fit rounded-lg border border-line bg-surface px-4 py-3 lg:sticky lg:top-4" data-testid="summary">
      <h2 className="font-semibold text-sm">{t("title")}</h2>
      <dl className="mt-2 flex flex-col gap-2 text-sm">
        <Row label={t("vm")}>{domain ? <HostText text={domain.name} /> : none}</Row>
        <Row label={t("from")}>{lost ? none : (model.source?.registration.name ?? none)}</Row>
        <Row label={t("to")}>{model.destination?.registration.name ?? none}</Row>
        <Row label={t("mode")}>{mode}</Row>
        {model.options.ok ? <OptionRows options={model.options.options} persistent={domain?.persistent ?? true} /> : null}
        {model.options.ok ? null : <WrongRows errors={model.options.errors} />}
        <Row label={t("verdict")}>
          {request ? <Verdict request={request} /> : <span className="text-muted">{t("notRun")}</span>}
        </Row>
      </dl>
    </aside>
  );
}

function Row(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_1fr] gap-2">
      <dt className="text-muted">{props.label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{props.children}</dd>
    </div>
  );
}

function OptionRows(props: { readonly options: MigrationOptions; readonly persistent: boolean }) {
  const { options } = props;
  const t = useTranslations("wizard.summary");
  const how = useTranslations("wizard.how");
  const format = useFormat();
  const definition = !props.persistent ? t("definitionNone") : options.persistent ? t("definitionMoves") : t("definitionStays");
  return (
    <>
      <Row label={t("downtime")}>
        {options.maxDowntimeMs === null ? how("downtime.default") : format.duration(options.maxDowntimeMs)}
      </Row>
      <Row label={t("bandwidth")}>
        {options.bandwidthMiBps === null ? t("unlimited") : format.rate(options.bandwidthMiBps * 2 ** 20)}
      </Row>
      <Row label={t("converge")}>{options.autoConverge ? t("on") : t("off")}</Row>
      <Row label={t("timeout")}>
        {options.timeoutS === null ? t("none") : `${format.duration(options.timeoutS * 1000)}, ${t(options.timeoutAction)}`}
      </Row>
      <Row label={t("definition")}>{definition}</Row>
    </>
  );
}

/** The options that cannot be used as they are, by name. */
function WrongRows({ errors }: { readonly errors: OptionErrors }) {
  const t = useTranslations("wizard.summary");
  const names = { maxDowntimeMs: t("downtime"), bandwidthMiBps: t("bandwidth"), timeoutS: t("timeout") };
  const fields = ["maxDowntimeMs", "bandwidthMiBps", "timeoutS"] as const;
  return fields
    .filter((field) => errors[field] !== undefined)
    .map((field) => (
      <Row key={field} label={names[field]}>
        <span className="text-block">{t("wrong")}</span>
      </Row>
    ));
}

/** The counts of the last check in the preflight step; this never runs one by itself. */
function Verdict({ request }: { readonly request: MigrationRequest }) {
  const t = useTranslations("wizard.summary");
  const check = useQuery({ ...freshCheckQuery(request), enabled: false });
  return check.data ? <VerdictCounts counts={check.data.counts} /> : <span className="text-muted">{t("notRun")}</span>;
}
