"use client";

import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { WIZARD_STEPS, type WizardStep } from "./params.ts";

/** Remembers over the change of steps whether one was shown before: the first heading does not take the focus. */
export type StepMemory = { last: WizardStep | null };

/**
 * One step: a form with its heading, which takes the focus when the step comes up, and Back / Next below. Enter anywhere in it means
 * Next. `why` says at the button what is still missing.
 */
export function StepFrame(props: {
  readonly step: WizardStep;
  readonly heading: ReactNode;
  readonly memory: StepMemory;
  readonly onNext?: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly nextDisabled?: boolean;
  readonly why?: ReactNode;
  /** In place of Next: the last step's own button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations("wizard");
  const heading = useRef<HTMLHeadingElement>(null);
  const { memory, step } = props;
  useEffect(() => {
    if (memory.last !== null && memory.last !== step) heading.current?.focus();
    memory.last = step;
  }, [memory, step]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!props.nextDisabled) props.onNext?.();
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-4" data-testid={`step-${step}`}>
      <div>
        <p className="text-muted text-sm">
          {t("stepOf", { number: WIZARD_STEPS.indexOf(step) + 1, total: WIZARD_STEPS.length })}
        </p>
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none [overflow-wrap:anywhere]">
          {props.heading}
        </h2>
      </div>
      {props.children}
      <div className="flex flex-wrap items-center gap-2 border-line border-t pt-3">
        {props.onBack ? <Button onClick={props.onBack}>{t("back")}</Button> : null}
        {props.why ? (
          <span role="status" className="text-muted text-sm">
            {props.why}
          </span>
        ) : null}
        <span className="ml-auto">
          {props.action ?? (
            <Button type="submit" variant="primary" aria-disabled={props.nextDisabled || undefined} data-testid="next">
              {t("next")}
            </Button>
          )}
        </span>
      </div>
    </form>
  );
}
