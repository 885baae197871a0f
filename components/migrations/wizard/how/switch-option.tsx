"use client";

import { useTranslations } from "use-intl";
import { Switch } from "@/components/ui/switch.tsx";
import type { OptionName } from "@/lib/core/migration/option-requirements.ts";
import type { Messages } from "@/lib/i18n/messages.ts";
import { OptionHint } from "./option-hint.tsx";
import { useOption } from "./use-option.ts";

/** On or off, with one sentence, default and versions. One that the hosts are too old for cannot be switched on, only off. */
export function SwitchOption(props: {
  readonly id: keyof Messages["wizard"]["how"]["switches"];
  readonly field: string;
  readonly option?: OptionName;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it is not up to the admin; in place of its own sentence. */
  readonly fixed?: string | null;
}) {
  const t = useTranslations("wizard.how.switches");
  const { id, checked } = props;
  const state = useOption(props.field, props.option);
  return (
    <Switch
      name={props.field}
      checked={checked}
      disabled={Boolean(props.fixed) || (state.unsupported && !checked)}
      onChange={props.onChange}
      label={t(`${id}.label`)}
      error={state.error}
      hint={props.fixed ?? <OptionHint hint={t(`${id}.hint`)} defaultText={t(`${id}.default`)} state={state} />}
    />
  );
}
