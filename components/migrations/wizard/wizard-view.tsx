"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Page } from "@/components/ui/page.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { useTypedUrlState } from "@/components/url/use-typed-url-state.ts";
import { type ApiError, errorOf } from "@/lib/client/api-error.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { migrationsQuery } from "@/lib/client/queries/migrations.ts";
import { useRoom } from "@/lib/client/use-room.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { changeWizardParams } from "./change-params.ts";
import { GoneNotice } from "./gone-notice.tsx";
import { fieldErrors } from "./options.ts";
import type { WizardParams, WizardStep } from "./params.ts";
import { readWizardParams, writeWizardParams } from "./search-params.ts";
import { StepDestination } from "./step-destination.tsx";
import type { StepMemory } from "./step-frame.tsx";
import { StepHow } from "./step-how.tsx";
import { StepPreflight } from "./step-preflight.tsx";
import { StepReview } from "./step-review.tsx";
import { StepVm } from "./step-vm.tsx";
import { StepsNav } from "./steps-nav.tsx";
import { WizardSummary } from "./summary.tsx";
import { useLinkedChoice } from "./use-linked-choice.ts";
import { useOwnPolicy } from "./use-own-policy.ts";
import { clampStep, requestOf, resolveWizard } from "./wizard-model.ts";

const codec = { read: readWizardParams, write: writeWizardParams };

/** The page of a new migration. All choices are in the URL, so that they survive a reload and Back. */
export function WizardView() {
  const t = useTranslations("wizard");
  const message = useMessage();
  useRoom("inventory");
  const hosts = useQuery(hostsQuery());
  return (
    <Page title={t("title")} breadcrumbs={[{ href: "/migrations", label: useTranslations("migrations")("title") }]}>
      {hosts.data ? (
        <Wizard hosts={hosts.data} />
      ) : hosts.isError ? (
        <ErrorState
          body={message(errorOf(hosts.error).data.message)}
          onRetry={() => void hosts.refetch()}
          retrying={hosts.isFetching}
        />
      ) : (
        <div className="flex flex-col gap-4" data-testid="skeleton">
          <Skeleton className="h-10" />
          <Skeleton className="h-6 w-64" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  );
}

function Wizard({ hosts }: { readonly hosts: readonly HostSnapshot[] }) {
  useRoom("migrations");
  const migrations = useQuery(migrationsQuery());
  const [params, setParams] = useTypedUrlState(codec);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const memory = useRef<StepMemory>({ last: null });
  const model = resolveWizard(params, hosts);
  const step = clampStep(params.step, model.furthest);
  const request = requestOf(params, model);

  const change = (next: Partial<WizardParams>) => {
    setRefusal(null);
    setParams(changeWizardParams(params, next), next.step ? "push" : "replace");
  };
  const choosing = useLinkedChoice(params, model, change);
  // One after the other: each change is made to the choices of now.
  useOwnPolicy(params, model.problem || choosing ? null : (model.domain?.uuid ?? null), change);
  const go = (to: WizardStep) => setParams(changeWizardParams(params, { step: to }), "push");
  const onRefused = (error: unknown) => {
    const refused = errorOf(error);
    setRefusal(refused);
    if (refused.code === "preflight-blocked" || refused.code === "acknowledge-warnings") go("preflight");
    else if (refused.code === "invalid-input" && /^(options\.|pingAddress$)/.test(refused.data.field ?? "")) go("how");
  };
  const common = { params, model, hosts, migrations: migrations.data ?? [], memory: memory.current, change, go };
  return (
    <div className="flex flex-col gap-4">
      <StepsNav current={step} furthest={model.furthest} onGo={go} />
      <GoneNotice model={model} change={change} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {step === "vm" ? <StepVm {...common} /> : null}
        {step === "destination" ? <StepDestination {...common} /> : null}
        {step === "how" && !choosing ? (
          <StepHow {...common} serverErrors={fieldErrors(refusal?.data, request?.options ?? null)} />
        ) : null}
        {step === "preflight" && request && !choosing ? (
          <StepPreflight {...common} request={request} refused={refusal?.data.findings ?? null} />
        ) : null}
        {step === "review" && request ? <StepReview {...common} request={request} onRefused={onRefused} /> : null}
        <WizardSummary params={params} model={model} request={request} />
      </div>
    </div>
  );
}
