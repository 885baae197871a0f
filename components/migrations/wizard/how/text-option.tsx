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

type FieldTexts = Messages["wizard"]["how"]["fields"];

/** An address or a name that may be left empty. */
export function TextOption(props: {
  readonly id: Exclude<keyof FieldTexts, "cloneName"> & keyof WizardParams;
  readonly field: string;
  readonly option?: OptionName;
  /** What libvirt takes when it is empty, where that is known. */
  readonly placeholder?: string;
}) {
  const { id } = props;
  const { params, change } = useHow();
  const t = useTranslations("wizard.how.fields");
  const state = useOption(props.field, props.option);
  const value = params[id];
  return (
    <Field
      label={t(`${id}.label`)}
      error={state.error}
      hint={<OptionHint hint={t(`${id}.hint`)} defaultText={t(`${id}.default`)} state={state} />}
    >
      <TextInput
        mono
        name={props.field}
        maxLength={253}
        placeholder={props.placeholder}
        value={value}
        disabled={state.unsupported && value === ""}
        onChange={(event) => change({ [id]: event.target.value })}
        className="max-w-100"
      />
    </Field>
  );
}
