"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { PRESETS } from "@/lib/core/migration/presets.ts";
import { paramsFromPolicy } from "../from-request.ts";
import { useHow } from "./context.tsx";
import { policyRefusal, samePolicy } from "./presets.ts";

/** Four sets of choices by one press each. The one that stands now is marked, and says what it means. */
export function PresetsRow() {
  const { model, change, support } = useHow();
  const t = useTranslations("wizard.how.policies");
  const message = useMessage();
  const { options } = model;
  const current = options.ok ? PRESETS.find((preset) => samePolicy(preset.options, options.options)) : undefined;
  const refused = PRESETS.map((preset) => ({ preset, reason: policyRefusal(preset.options, support) }));
  return (
    <div className="flex flex-col gap-1.5">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the row */}
      <div role="group" aria-label={t("presets")} className="flex flex-wrap items-center gap-2">
        <span aria-hidden className="mr-1 font-medium text-sm">
          {t("presets")}
        </span>
        {refused.map(({ preset, reason }) => (
          <Button
            key={preset.id}
            size="sm"
            aria-pressed={preset === current}
            disabled={reason !== null}
            onClick={() => change({ ...paramsFromPolicy(preset.options), policy: "none" })}
            className="aria-pressed:border-accent aria-pressed:bg-accent/10"
            data-testid={`preset-${preset.id}`}
          >
            {t(preset.id)}
          </Button>
        ))}
      </div>
      {current ? <p className="text-muted text-sm">{t(`${current.id}Hint`)}</p> : null}
      {refused.map(({ preset, reason }) =>
        reason === null ? null : (
          <p key={preset.id} className="text-muted text-sm">
            {t(preset.id)}: {message(reason)}
          </p>
        ),
      )}
    </div>
  );
}
