"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { WIZARD_STEPS, type WizardStep } from "./params.ts";

/** The five steps; those that are possible can be pressed. */
export function StepsNav(props: {
  readonly current: WizardStep;
  readonly furthest: WizardStep;
  readonly onGo: (step: WizardStep) => void;
}) {
  const t = useTranslations("wizard");
  const at = WIZARD_STEPS.indexOf(props.current);
  const possible = WIZARD_STEPS.indexOf(props.furthest);
  return (
    <nav aria-label={t("stepsLabel")}>
      <ol className="flex gap-1">
        {WIZARD_STEPS.map((step, index) => {
          const done = index < at;
          return (
            <li key={step} className={clsx("min-w-0", index === at ? "flex-2 sm:flex-1" : "flex-1")}>
              <button
                type="button"
                disabled={index > possible}
                aria-current={index === at ? "step" : undefined}
                onClick={() => props.onGo(step)}
                className={clsx(
                  "flex w-full items-center gap-2 border-t-2 px-1 py-2 text-left text-sm disabled:cursor-not-allowed",
                  index === at ? "border-accent font-medium" : done ? "border-accent/50" : "border-line",
                  index > possible && "text-faint",
                )}
              >
                <span
                  className={clsx(
                    "inline-flex size-5 shrink-0 items-center justify-center rounded-full border text-xs",
                    index === at ? "border-accent bg-accent-solid text-on-accent" : "border-line-strong",
                  )}
                >
                  {done ? <Check aria-hidden className="size-3.5" /> : index + 1}
                </span>
                <span className={clsx("truncate", index !== at && "max-sm:sr-only")}>{t(`steps.${step}.name`)}</span>
                <span className="sr-only">{done ? t("stepDone") : t("stepOpen")}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
