"use client";

import { CircleCheck, CircleMinus, CircleQuestionMark, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Tone } from "@/components/ui/badge.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { Prediction } from "@/lib/contract/index.ts";

const LOOKS: Record<Prediction["verdict"], readonly [LucideIcon, Tone]> = {
  converges: [CircleCheck, "pass"],
  "will-not-converge": [TriangleAlert, "warn"],
  "not-live": [CircleMinus, "neutral"],
  unknown: [CircleQuestionMark, "unknown"],
};

/** Whether it will converge, in one icon and a few words. */
export function ForecastVerdict({ verdict }: { readonly verdict: Prediction["verdict"] }) {
  const t = useTranslations("forecast.verdict");
  const [icon, tone] = LOOKS[verdict];
  return <StateMark icon={icon} tone={tone} word={t(verdict)} />;
}
