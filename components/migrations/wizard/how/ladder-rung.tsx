"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Field } from "@/components/ui/field.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { RungDraft } from "../params.ts";
import { useHow } from "./context.tsx";
import { FieldError } from "./field-error.tsx";
import { RUNG_KINDS, rungPossible, rungUnit } from "./ladder-drafts.ts";
import { NumberText } from "./number-option.tsx";

/** One rung: after how many seconds, what, how much. */
export function LadderRungFields(props: {
  readonly index: number;
  readonly rung: RungDraft;
  readonly onChange: (rung: RungDraft) => void;
  readonly onRemove: () => void;
}) {
  const { index, rung } = props;
  const { errors, support } = useHow();
  const t = useTranslations("wizard.how.ladder");
  const message = useMessage();
  const path = `ladder.${index}`;
  const unit = rungUnit(rung.kind);
  const said = (field: string) => {
    const wrong = errors[`${path}.${field}`];
    return wrong ? message(wrong) : undefined;
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-1 rounded-md border border-line px-2.5 py-2">
      <legend className="sr-only">{t("rung", { number: index + 1 })}</legend>
      <div className="flex flex-wrap items-start gap-2">
        <Field label={t("after")} error={said("afterS")} className="w-28">
          <NumberText
            name={`${path}.afterS`}
            unit="s"
            value={rung.after}
            onChange={(after) => props.onChange({ ...rung, after })}
          />
        </Field>
        <Field label={t("action")} className="min-w-44 flex-1">
          <Select
            name={`${path}.kind`}
            value={rung.kind}
            options={RUNG_KINDS.map((kind) => ({
              value: kind,
              label: t(`kinds.${kind}`),
              disabled: !rungPossible(kind, support),
            }))}
            onChange={(kind) => props.onChange({ ...rung, kind, figure: rungUnit(kind) === unit ? rung.figure : "" })}
          />
        </Field>
        {unit ? (
          <Field label={t("figure")} error={said("action.ms") ?? said("action.mibPerSec")} className="w-32">
            <NumberText
              name={`${path}.figure`}
              unit={unit}
              value={rung.figure}
              onChange={(figure) => props.onChange({ ...rung, figure })}
            />
          </Field>
        ) : null}
        <IconButton size="sm" label={t("remove", { number: index + 1 })} onClick={props.onRemove} className="mt-6">
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <FieldError field={path} />
    </fieldset>
  );
}
