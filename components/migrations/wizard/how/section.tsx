"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { WIZARD_DEFAULTS, type WizardParams } from "../params.ts";
import { useHow } from "./context.tsx";

/** A part of the step that is always in sight. */
export function HowSection(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="font-semibold">{props.title}</h3>
      {props.children}
    </section>
  );
}

/**
 * A part that is folded until it is needed: it comes up open when something in it is not at its default, and opens by itself for an error.
 * `fields` are the beginnings of its fields' paths.
 */
export function FoldedSection(props: {
  readonly title: string;
  readonly keys: readonly (keyof WizardParams)[];
  readonly fields: readonly string[];
  /** Open from the start for another reason. */
  readonly wanted?: boolean;
  readonly children: ReactNode;
}) {
  const { params, errors } = useHow();
  const t = useTranslations("wizard.how");
  const changed = props.keys.filter((key) => JSON.stringify(params[key]) !== JSON.stringify(WIZARD_DEFAULTS[key])).length;
  const wrong = Object.keys(errors).some((path) => props.fields.some((field) => path === field || path.startsWith(`${field}.`)));
  const [open, setOpen] = useState(changed > 0 || props.wanted === true);
  return (
    <details
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group rounded-md border border-line bg-surface"
    >
      <summary className="flex list-none items-center gap-1.5 rounded-md px-3 py-2">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90" />
        <h4 className="font-medium">{props.title}</h4>
        <span className="ml-auto text-muted text-sm">{t("changed", { count: changed })}</span>
      </summary>
      <div className="flex min-w-0 flex-col gap-4 border-line border-t px-3 py-3">{props.children}</div>
    </details>
  );
}

/** Options side by side where there is room. */
export function OptionGrid(props: { readonly children: ReactNode }) {
  return <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">{props.children}</div>;
}
