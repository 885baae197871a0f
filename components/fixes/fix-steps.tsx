"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import type { FixStep, FixStepResult } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { FixStepMark } from "./fix-step-mark.tsx";
import { stepWords } from "./record-state.ts";

/** The commands of a fix in order: where each runs, what it does, how it is taken back; and what came of it once it ran. */
export function FixSteps(props: { readonly steps: readonly (FixStep | FixStepResult)[] }) {
  const t = useTranslations("fixDialog");
  const message = useMessage();
  return (
    <ol className="flex min-w-0 flex-col gap-3" aria-label={t("steps")}>
      {props.steps.map((step, index) => {
        const ran = "state" in step ? step : null;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of the steps is what they are
            key={index}
            className="flex min-w-0 flex-col gap-1.5 border-line border-t pt-3 first:border-t-0 first:pt-0"
            data-testid={`fix-step-${index + 1}`}
            data-state={ran?.state}
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="min-w-0 [overflow-wrap:anywhere]">{message(step.does)}</p>
              {ran ? (
                <span className="text-sm">
                  <FixStepMark state={ran.state} />
                </span>
              ) : null}
            </div>
            <CommandBlock argv={step.argv} hostName={visibleText(step.hostName)} />
            {ran ? <HostWords text={stepWords(ran)} /> : null}
            {step.undo ? (
              <ShowCommand label={t("takenBackBy")} commands={[{ argv: step.undo, hostName: visibleText(step.hostName) }]} />
            ) : (
              <p className="text-muted text-sm">{t("noWayBack")}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
