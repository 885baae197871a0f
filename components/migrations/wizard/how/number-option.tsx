"use client";

import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { OptionName } from "@/lib/core/migration/option-requirements.ts";
import type { Messages } from "@/lib/i18n/messages.ts";
import type { WizardParams } from "../params.ts";
import { useHow } from "./context.tsx";
import { OptionHint } from "./option-hint.tsx";
import { useOption } from "./use-option.ts";

export type NumberOptionId = keyof Messages["wizard"]["how"]["numbers"] & keyof WizardParams;

const UNITS: Readonly<Partial<Record<NumberOptionId, string>>> = {
  downtime: "ms",
  bandwidth: "MiB/s",
  timeout: "s",
  postCopyBandwidth: "MiB/s",
  convergeInitial: "%",
  convergeIncrement: "%",
  compressionCache: "MiB",
};

/** A figure that may be left empty: unit inside the field, one sentence, default, range and versions below, the error at the field. */
export function NumberOption(props: {
  readonly id: NumberOptionId;
  /** Its path below `options`, where its error stands. */
  readonly field: string;
  readonly option?: OptionName | undefined;
}) {
  const { id } = props;
  const { params, change } = useHow();
  const t = useTranslations("wizard.how.numbers");
  const state = useOption(props.field, props.option);
  const unit = UNITS[id];
  const value = params[id];
  return (
    <Field
      label={t(`${id}.label`)}
      error={state.error}
      hint={<OptionHint hint={t(`${id}.hint`)} defaultText={t(`${id}.default`)} range={t(`${id}.range`)} state={state} />}
    >
      <NumberText
        name={props.field}
        unit={unit}
        value={value}
        placeholder={t(`${id}.default`)}
        disabled={state.unsupported && value === ""}
        onChange={(text) => change({ [id]: text })}
      />
    </Field>
  );
}

/** The field itself, for figures that stand elsewhere, too. Has to be inside a Field or have an `aria-label`. */
export function NumberText(props: {
  readonly name: string;
  readonly unit: string | undefined;
  readonly value: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly onChange: (text: string) => void;
}) {
  return (
    <span className="relative block max-w-60">
      <TextInput
        name={props.name}
        inputMode="numeric"
        maxLength={24}
        placeholder={props.placeholder}
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.value)}
        className={props.unit ? "pr-14" : undefined}
      />
      {props.unit ? (
        <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-sm">
          {props.unit}
        </span>
      ) : null}
    </span>
  );
}
