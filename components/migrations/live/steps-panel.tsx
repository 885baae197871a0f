"use client";

import { useTranslations } from "use-intl";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { Section } from "./section.tsx";
import { StepItem } from "./step-item.tsx";

/** Everything that is done on hosts beside the one command, in its order, with where each stands. Nothing for a plain live migration. */
export function StepsPanel({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.steps");
  // What was left on a host waits for a person, and has a place of its own.
  const steps = record.steps.filter(({ kind }) => kind !== "remove-leftover");
  if (steps.length === 0) return null;
  const done = steps.filter(({ state }) => state === "done" || state === "skipped").length;
  const nameOf = (hostId: string) =>
    hostId === record.request.destinationHostId ? record.destinationHostName : record.sourceHostName;
  return (
    <Section
      testId="steps"
      title={
        <>
          {t("title")} <span className="font-normal text-muted">{t("count", { done, total: steps.length })}</span>
        </>
      }
    >
      <ol className="flex flex-col divide-y divide-line">
        {steps.map((step) => (
          <StepItem key={step.id} step={step} hostName={nameOf(step.hostId)} />
        ))}
      </ol>
    </Section>
  );
}
