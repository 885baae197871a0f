"use client";

import { useTranslations } from "use-intl";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { Switch } from "@/components/ui/switch.tsx";
import { NumberOption } from "./number-option.tsx";
import type { OptionErrors } from "./options.ts";
import { StepFrame } from "./step-frame.tsx";
import type { StepProps } from "./step-props.ts";

/** Step 3: how. One mode for now, so it is said and not offered as a choice; its options with default, unit and range. */
export function StepHow(props: StepProps & { readonly serverErrors: OptionErrors }) {
  const { params, model, change } = props;
  const t = useTranslations("wizard");
  const errors: OptionErrors = model.options.ok ? props.serverErrors : model.options.errors;
  const persistent = model.domain?.persistent ?? true;
  return (
    <StepFrame
      step="how"
      heading={t("steps.how.heading")}
      memory={props.memory}
      onBack={() => props.go("destination")}
      onNext={() => {
        if (model.furthest === "review") props.go("preflight");
        else document.querySelector<HTMLElement>("[data-testid=step-how] [aria-invalid=true]")?.focus();
      }}
    >
      <section className="rounded-md border border-line bg-surface px-3 py-2.5">
        <h3 className="font-medium">
          <span className="mr-2 font-normal text-muted">{t("how.mode")}</span>
          {t("how.modeName")}
        </h3>
        <p className="text-muted text-sm">{t("how.modeHint")}</p>
      </section>
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        <NumberOption
          name="maxDowntimeMs"
          label={t("how.downtime.label")}
          unit={t("how.downtime.unit")}
          hint={t("how.downtime.hint")}
          defaultText={t("how.downtime.default")}
          range={t("how.downtime.range")}
          value={params.downtime}
          error={errors.maxDowntimeMs}
          onChange={(downtime) => change({ downtime })}
        />
        <NumberOption
          name="bandwidthMiBps"
          label={t("how.bandwidth.label")}
          unit={t("how.bandwidth.unit")}
          hint={t("how.bandwidth.hint")}
          defaultText={t("how.bandwidth.default")}
          range={t("how.bandwidth.range")}
          value={params.bandwidth}
          error={errors.bandwidthMiBps}
          onChange={(bandwidth) => change({ bandwidth })}
        />
        <NumberOption
          name="timeoutS"
          label={t("how.timeout.label")}
          unit={t("how.timeout.unit")}
          hint={t("how.timeout.hint")}
          defaultText={t("how.timeout.default")}
          range={t("how.timeout.range")}
          value={params.timeout}
          error={errors.timeoutS}
          onChange={(timeout) => change({ timeout })}
        />
        {params.timeout.trim() === "" ? null : (
          <RadioCards
            legend={t("how.timeoutAction.label")}
            value={params.timeoutAction}
            onChange={(timeoutAction) => change({ timeoutAction })}
            cards={[
              { value: "suspend", title: t("how.timeoutAction.suspend"), body: t("how.timeoutAction.suspendHint") },
              { value: "abort", title: t("how.timeoutAction.abort"), body: t("how.timeoutAction.abortHint") },
            ]}
          />
        )}
      </div>
      <Switch
        name="autoConverge"
        checked={params.converge}
        onChange={(converge) => change({ converge })}
        label={t("how.converge.label")}
        hint={
          <>
            {t("how.converge.hint")}
            <span className="block">{t("how.default", { default: t("how.converge.default") })}</span>
          </>
        }
      />
      <Switch
        name="persistent"
        checked={persistent && (params.persist ?? true)}
        disabled={!persistent}
        onChange={(persist) => change({ persist })}
        label={t("how.persist.label")}
        hint={
          persistent ? (
            <>
              {t("how.persist.hint")}
              <span className="block">{t("how.default", { default: t("how.persist.default") })}</span>
            </>
          ) : (
            t("how.persist.transient")
          )
        }
      />
    </StepFrame>
  );
}
