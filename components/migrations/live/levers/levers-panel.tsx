"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { useLever } from "@/lib/client/mutations/lever.ts";
import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import type { LeverState } from "@/lib/core/migration/levers.ts";
import { namesOf } from "../names-of.ts";
import { Section } from "../section.tsx";
import { AskedLever } from "./asked-lever.tsx";
import { FigureLever } from "./figure-lever.tsx";
import { LeverCell } from "./lever-cell.tsx";
import { useLeverStates } from "./use-lever-states.ts";

/** Everything that can be changed on a live migration while it runs, each with its consequence; greyed with the reason when it cannot. */
export function LeversPanel(props: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const { record, sample } = props;
  const t = useTranslations("live.levers");
  const states = useLeverStates(record);
  const names = namesOf(record);
  return (
    <Section title={t("title")} testId="levers">
      <p className="mb-2 text-muted text-sm">{t("intro")}</p>
      <div className="-mx-4 -mb-3 grid gap-px overflow-hidden rounded-b-lg border-line border-t bg-line sm:grid-cols-2 xl:grid-cols-3">
        <FigureLever kind="bandwidth" record={record} state={states.bandwidth} />
        <FigureLever kind="max-downtime" record={record} state={states["max-downtime"]} />
        <AutoConverge record={record} state={states["auto-converge"]} />
        <AskedLever kind="suspend" record={record} state={states.suspend}>
          <p>{t("suspend.body", names)}</p>
          <p>
            <TimeNeeded record={record} sample={sample} />
          </p>
          <p className="text-muted">{t("suspend.after")}</p>
        </AskedLever>
        <AskedLever kind="post-copy" record={record} state={states["post-copy"]}>
          <p>{t("post-copy.body", names)}</p>
          <Notice tone="warn">{t("post-copy.risk", names)}</Notice>
        </AskedLever>
        <FigureLever kind="post-copy-bandwidth" record={record} state={states["post-copy-bandwidth"]} />
      </div>
    </Section>
  );
}

function AutoConverge(props: { readonly record: MigrationRecord; readonly state: LeverState }) {
  const { record, state } = props;
  const t = useTranslations("live.levers");
  const lever = useLever(record.id);
  return (
    <LeverCell
      kind="auto-converge"
      record={record}
      state={state}
      label={t("auto-converge.label")}
      effect={t("auto-converge.effect")}
      error={lever.error}
      control={(reasonId) => (
        <Button
          busy={lever.isPending}
          disabled={!state.available}
          aria-describedby={reasonId}
          onClick={() => lever.mutate({ kind: "auto-converge" })}
          data-testid="lever-auto-converge-apply"
        >
          {t("auto-converge.button")}
        </Button>
      )}
    />
  );
}

/** How long the VM would stand still, at the rate of now. */
function TimeNeeded({ record, sample }: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const t = useTranslations("live.levers.suspend");
  const format = useFormat();
  const rate = sample ? sample.memoryBytesPerSec + sample.diskBytesPerSec : 0;
  if (!sample || rate <= 0) return t("timeUnknown");
  const bytes = sample.memoryRemainingBytes + sample.diskRemainingBytes;
  return t("time", {
    vm: namesOf(record).vm,
    remaining: format.bytes(bytes),
    time: format.duration(Math.max(1000, Math.round(bytes / rate) * 1000)),
  });
}
