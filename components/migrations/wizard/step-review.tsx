"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { planQuery } from "@/lib/client/queries/plan.ts";
import type { MigrationRequest } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { PlanCommands } from "./review/plan-commands.tsx";
import { PlanSteps } from "./review/plan-steps.tsx";
import { ReviewFacts } from "./review/review-facts.tsx";
import { ReviewQueueing } from "./review/review-queueing.tsx";
import { ReviewSentences } from "./review/review-sentences.tsx";
import { ServerDoes } from "./review/server-does.tsx";
import { XmlDiff } from "./review/xml-diff.tsx";
import { StartError } from "./start-error.tsx";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { useStart } from "./use-start.ts";

/** Step 5: what will happen in plain words, the exact commands and steps, the changed definition, and the button that does it. */
export function StepReview(
  props: StepProps & { readonly request: MigrationRequest; readonly onRefused: (error: unknown) => void },
) {
  const { request, model } = props;
  const t = useTranslations("wizard");
  const plan = useQuery({ ...planQuery(request), refetchOnMount: "always" });
  const start = useStart(props.onRefused);
  const names = {
    vm: visibleText(model.domain?.name ?? ""),
    from: model.source?.registration.name ?? "",
    to: model.destination?.registration.name ?? "",
  };
  const clone = request.options.mode === "cold-copy" && request.options.newUuid;
  const unanswered = plan.data?.toAcknowledge.filter((ruleId) => !request.acknowledged.includes(ruleId)) ?? [];
  const stopped = (plan.data?.blockedBy.length ?? 0) > 0 || unanswered.length > 0;
  const ready = plan.isSuccess && !stopped;
  const press = () => {
    if (ready) start.press({ request, queueing: model.queueing });
  };
  return (
    <StepFrame
      step="review"
      heading={t("steps.review.heading")}
      memory={props.memory}
      onBack={() => props.go("preflight")}
      onNext={press}
      action={
        <Button
          type="submit"
          variant="primary"
          busy={start.busy}
          disabled={!ready}
          className="max-w-full"
          data-testid="start-migration"
        >
          <span className="truncate">{t(clone ? "review.startCopy" : "review.start", { vm: names.vm, to: names.to })}</span>
        </Button>
      }
    >
      {model.domain ? <ReviewSentences names={names} request={request} domain={model.domain} /> : null}
      <ReviewQueueing queueing={model.queueing} vm={names.vm} from={names.from} />
      <PlanCommands plan={plan} />
      {plan.data ? (
        <>
          <PlanSteps plan={plan.data} hosts={props.hosts} />
          <XmlDiff lines={plan.data.xmlDiff} />
          <ServerDoes does={plan.data.serverDoes} />
        </>
      ) : null}
      <ReviewFacts names={names} options={request.options} persistent={model.domain?.persistent ?? true} />
      {stopped ? (
        <Notice
          tone="danger"
          actions={
            <Button size="sm" onClick={() => props.go("preflight")}>
              {t("review.toPreflight")}
            </Button>
          }
        >
          {t("review.blockedByPlan")}
        </Notice>
      ) : null}
      {start.error ? <StartError error={start.error} /> : null}
    </StepFrame>
  );
}
