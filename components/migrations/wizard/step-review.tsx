"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { planQuery } from "@/lib/client/queries/plan.ts";
import type { MigrationRequest } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { ReviewFacts, ReviewSentences } from "./review-facts.tsx";
import { StartError } from "./start-error.tsx";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";
import { useStart } from "./use-start.ts";

/** Step 5: what will happen in plain words, the exact commands, and the button that does it. */
export function StepReview(
  props: StepProps & { readonly request: MigrationRequest; readonly onRefused: (error: unknown) => void },
) {
  const { request, model } = props;
  const t = useTranslations("wizard");
  const message = useMessage();
  const plan = useQuery({ ...planQuery(request), refetchOnMount: "always" });
  const start = useStart(props.onRefused);
  const names = {
    vm: visibleText(model.domain?.name ?? ""),
    from: model.source?.registration.name ?? "",
    to: model.destination?.registration.name ?? "",
  };
  const unanswered = plan.data?.toAcknowledge.filter((ruleId) => !request.acknowledged.includes(ruleId)) ?? [];
  const stopped = (plan.data?.blockedBy.length ?? 0) > 0 || unanswered.length > 0;
  const ready = plan.isSuccess && !stopped;
  const press = () => {
    if (ready) start.press(request);
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
          <span className="truncate">{t("review.start", { vm: names.vm, to: names.to })}</span>
        </Button>
      }
    >
      <ReviewSentences names={names} options={request.options} />
      <section className="min-w-0">
        <h3 className="font-medium text-sm">{t("review.commands")}</h3>
        <p className="text-muted text-sm">{t("review.commandsHint")}</p>
        <div className="mt-2 flex min-h-16 flex-col gap-2" data-testid="plan-commands">
          {plan.data?.commands.map((command) => (
            <CommandBlock key={command.quoted} quoted={command.quoted} hostName={command.hostName} />
          ))}
          {plan.isPending ? <Skeleton className="h-12" /> : null}
          {plan.isError && !plan.data ? (
            <ErrorState
              title={t("review.planFailed")}
              body={message(errorOf(plan.error).data.message)}
              detail={errorOf(plan.error).data.detail}
              onRetry={() => void plan.refetch()}
              retrying={plan.isFetching}
            />
          ) : null}
        </div>
      </section>
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
