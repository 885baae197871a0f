"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Fact } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { VerdictIcon } from "./verdict-icon.tsx";

/** A fact: its value when it is known, else "Unknown" with the reason on hover (unknown is never shown as nothing or as no). */
export function FactValue<Value>(props: { readonly fact: Fact<Value>; readonly children: (value: Value) => ReactNode }) {
  const t = useTranslations("common.state");
  if (props.fact.known) return props.children(props.fact.value);
  return (
    <span
      className="inline-flex items-center gap-1 align-middle text-muted"
      title={t("unknownBecause", { reason: visibleText(props.fact.reason) })}
    >
      <VerdictIcon verdict="unknown" />
      {t("unknown")}
    </span>
  );
}
