"use client";

import { useTranslations } from "use-intl";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { useHow } from "./context.tsx";
import { FieldError } from "./field-error.tsx";
import { useIsLive } from "./mode-cards.tsx";
import { NumberOption } from "./number-option.tsx";
import { HowSection, OptionGrid } from "./section.tsx";

const ACTIONS = ["suspend", "post-copy", "abort"] as const;

/** How long it may pause, how much of the link it may take, and what happens when it takes too long. */
export function LimitsSection() {
  const { params, change, support } = useHow();
  const t = useTranslations("wizard.how");
  const live = useIsLive();
  const noPostCopy = support["post-copy"].supported === false;
  return (
    <HowSection title={t("sections.limits")}>
      <OptionGrid>
        {live ? <NumberOption id="downtime" field="maxDowntimeMs" /> : null}
        <NumberOption id="bandwidth" field="bandwidthMiBps" option={live ? "bandwidth" : undefined} />
        {live ? <NumberOption id="timeout" field="timeoutS" /> : null}
        {live && params.timeout.trim() !== "" ? (
          <div className="flex flex-col gap-1">
            <RadioCards
              legend={t("timeoutAction.label")}
              value={params.timeoutAction}
              onChange={(timeoutAction) =>
                change({
                  timeoutAction,
                  // Asking for the switch is allowing it.
                  ...(timeoutAction === "post-copy" && params.postCopy === "off" ? { postCopy: "by-hand" } : {}),
                })
              }
              cards={ACTIONS.map((action) => ({
                value: action,
                title: t(`timeoutAction.${action}`),
                body: t(`timeoutAction.${action}Hint`),
                disabled: action === "post-copy" && noPostCopy,
              }))}
            />
            <FieldError field="timeoutAction" />
          </div>
        ) : null}
      </OptionGrid>
    </HowSection>
  );
}
