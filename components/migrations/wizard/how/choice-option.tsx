"use client";

import { Field } from "@/components/ui/field.tsx";
import { Select, type SelectOption } from "@/components/ui/select.tsx";
import type { OptionName } from "@/lib/core/migration/option-requirements.ts";
import { OptionHint } from "./option-hint.tsx";
import { useOption } from "./use-option.ts";

/** One of a few words. Those that the hosts cannot do are given as disabled. */
export function ChoiceOption<Value extends string>(props: {
  readonly field: string;
  readonly option?: OptionName;
  readonly label: string;
  readonly hint: string;
  readonly defaultText: string;
  readonly value: Value;
  readonly choices: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  const state = useOption(props.field, props.option);
  return (
    <Field
      label={props.label}
      error={state.error}
      hint={<OptionHint hint={props.hint} defaultText={props.defaultText} state={state} />}
    >
      <Select name={props.field} value={props.value} options={props.choices} onChange={props.onChange} className="max-w-100" />
    </Field>
  );
}
