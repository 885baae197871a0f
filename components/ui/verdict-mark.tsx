"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { Verdict } from "@/lib/contract/index.ts";
import { VERDICT_TEXT, VerdictIcon } from "./verdict-icon.tsx";

/**
 * A verdict as icon + word + colour. With `count` the figure stands after the icon. With `label` that text stands in place of the
 * verdict's own word; `compact` shows icon (and count) only and keeps the word for screen readers.
 */
export function VerdictMark(props: {
  readonly verdict: Verdict;
  readonly count?: number;
  readonly label?: string;
  readonly compact?: boolean;
}) {
  const t = useTranslations("common.verdict");
  const word = props.label ?? t(props.verdict);
  return (
    <span className={clsx("inline-flex items-center gap-1 whitespace-nowrap align-middle", VERDICT_TEXT[props.verdict])}>
      <VerdictIcon verdict={props.verdict} />
      {props.count !== undefined && <span className="font-medium">{props.count}</span>}
      <span className={props.compact ? "sr-only" : undefined}>{word}</span>
    </span>
  );
}
