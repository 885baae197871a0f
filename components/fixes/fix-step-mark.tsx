"use client";

import { CircleCheck, CircleDashed, CircleQuestionMark, CircleX, LoaderCircle, type LucideIcon, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Tone } from "@/components/ui/badge.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { FixRecord, FixStepResult } from "@/lib/contract/index.ts";

const STEPS: Record<FixStepResult["state"], readonly [LucideIcon, Tone]> = {
  waiting: [CircleDashed, "neutral"],
  done: [CircleCheck, "pass"],
  failed: [CircleX, "block"],
  unknown: [CircleQuestionMark, "unknown"],
  undone: [Undo2, "neutral"],
  "undo-failed": [CircleX, "block"],
};

const RECORDS: Record<FixRecord["state"], readonly [LucideIcon, Tone]> = {
  running: [LoaderCircle, "accent"],
  applied: [CircleCheck, "pass"],
  failed: [CircleX, "block"],
  undone: [Undo2, "neutral"],
  "undo-failed": [CircleX, "block"],
};

/** What became of one command. */
export function FixStepMark({ state }: { readonly state: FixStepResult["state"] }) {
  const t = useTranslations("fixDialog.stepState");
  const [icon, tone] = STEPS[state];
  return <StateMark icon={icon} tone={tone} word={t(state)} />;
}

/** What became of a whole fix. */
export function FixRecordMark({ state }: { readonly state: FixRecord["state"] }) {
  const t = useTranslations("fixDialog.recordState");
  const [icon, tone] = RECORDS[state];
  return <StateMark icon={icon} tone={tone} word={t(state)} spin={state === "running"} />;
}
