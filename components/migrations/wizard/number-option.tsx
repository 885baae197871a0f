"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Field } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";

/** A number that may be left empty: unit inside the field, one sentence, default and range below, the error at the field. */
export function NumberOption(props: {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
  readonly defaultText: string;
  readonly range: string;
  readonly value: string;
  /** Key below `errors.field`, when it is wrong. */
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  const t = useTranslations("wizard.how");
  const message = useMessage();
  return (
    <Field
      label={props.label}
      error={props.error ? message({ key: `errors.field.${props.error}` }) : undefined}
      hint={
        <>
          {props.hint}
          <span className="block">{t("facts", { default: props.defaultText, range: props.range })}</span>
        </>
      }
    >
      <NumberText
        name={props.name}
        unit={props.unit}
        value={props.value}
        placeholder={props.defaultText}
        onChange={props.onChange}
      />
    </Field>
  );
}

function NumberText(props: {
  readonly name: string;
  readonly unit: string;
  readonly value: string;
  readonly placeholder: string;
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
        onChange={(event) => props.onChange(event.target.value)}
        className="pr-14"
      />
      <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-sm">
        {props.unit}
      </span>
    </span>
  );
}
