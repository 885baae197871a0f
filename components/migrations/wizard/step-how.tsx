"use client";

import { useTranslations } from "use-intl";
import { modeOf } from "./build-options.ts";
import { CompressionSection } from "./how/compression-section.tsx";
import { ConnectionSection } from "./how/connection-section.tsx";
import { HowProvider } from "./how/context.tsx";
import { ConvergeSection } from "./how/converge-section.tsx";
import { CloneSection, DefinitionSection } from "./how/definition-section.tsx";
import { DevicesSection } from "./how/devices-section.tsx";
import { DisksSection } from "./how/disks-section.tsx";
import { ForecastSection } from "./how/forecast-section.tsx";
import { GuestSection } from "./how/guest-section.tsx";
import { LimitsSection } from "./how/limits-section.tsx";
import { MainSwitches } from "./how/main-switches.tsx";
import { ModeCards } from "./how/mode-cards.tsx";
import { NetworkSection } from "./how/network-section.tsx";
import { PolicyPicker } from "./how/policy-picker.tsx";
import { PresetsRow } from "./how/presets-row.tsx";
import { QueueSection } from "./how/queue-section.tsx";
import type { OptionErrors } from "./options.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";

const FIRST_WRONG = "[data-testid=step-how] :is([aria-invalid=true], [data-invalid])";

/** Brings the first choice with an error into view, out of a folded part if need be. */
function showFirstError(): void {
  const wrong = document.querySelector<HTMLElement>(FIRST_WRONG);
  const folded = wrong?.closest("details");
  if (folded) folded.open = true;
  wrong?.focus();
}

/** Step 3: how. The mode as big cards, then everything that the mode has: the usual in sight, the rest folded. */
export function StepHow(props: StepProps & { readonly serverErrors: OptionErrors }) {
  const { params, model } = props;
  const t = useTranslations("wizard");
  const errors: OptionErrors = model.options.ok ? props.serverErrors : model.options.errors;
  const mode = modeOf(params, model.domain);
  const live = mode === "live";
  return (
    <StepFrame
      step="how"
      heading={t("steps.how.heading")}
      memory={props.memory}
      onBack={() => props.go("destination")}
      onNext={() => {
        if (model.furthest === "review") props.go("preflight");
        else showFirstError();
      }}
    >
      <HowProvider {...props} errors={errors}>
        <ForecastSection />
        <ModeCards />
        {live ? (
          <div className="flex flex-col gap-3">
            <PresetsRow />
            <PolicyPicker />
          </div>
        ) : null}
        {mode === "cold-copy" ? <CloneSection /> : null}
        <DisksSection />
        <LimitsSection />
        {live ? <MainSwitches /> : null}
        <section className="flex min-w-0 flex-col gap-2">
          <h3 className="font-semibold">{t("how.expert")}</h3>
          <p className="text-muted text-sm">{t("how.expertHint")}</p>
          {live ? <ConvergeSection /> : null}
          {live ? <CompressionSection /> : null}
          <NetworkSection />
          <DefinitionSection />
          <ConnectionSection />
          {live ? <DevicesSection /> : null}
          <GuestSection />
          <QueueSection />
        </section>
      </HowProvider>
    </StepFrame>
  );
}
