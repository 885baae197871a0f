"use client";

import { Ban, CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { OptionState } from "./use-option.ts";

/** Below an option: one sentence; its default, range and the versions it needs; and why it cannot be used here, if it cannot. */
export function OptionHint(props: {
  readonly hint: ReactNode;
  readonly defaultText: string;
  readonly range?: string | undefined;
  readonly state: OptionState;
}) {
  const { state, range } = props;
  const t = useTranslations("wizard.how");
  const facts = range ? t("facts", { default: props.defaultText, range }) : t("default", { default: props.defaultText });
  const Icon = state.unsupported ? Ban : CircleHelp;
  return (
    <>
      {props.hint}
      <span className="block">{state.needs ? `${facts} · ${state.needs}` : facts}</span>
      {state.reason ? (
        <span className="flex gap-1 text-text [overflow-wrap:anywhere]">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-unknown" />
          <span>{state.reason}</span>
        </span>
      ) : null}
    </>
  );
}
