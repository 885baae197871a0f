"use client";

import {
  CirclePause,
  CirclePlay,
  CirclePower,
  CircleStop,
  Hourglass,
  type LucideIcon,
  MoonStar,
  OctagonAlert,
  Snowflake,
} from "lucide-react";
import { useTranslations } from "use-intl";
import type { DomainState } from "@/lib/contract/index.ts";
import type { Tone } from "./badge.tsx";
import { StateMark } from "./state-mark.tsx";

const LOOKS: Record<DomainState, readonly [LucideIcon, Tone]> = {
  running: [CirclePlay, "pass"],
  blocked: [Hourglass, "warn"],
  paused: [CirclePause, "warn"],
  "shutting-down": [CirclePower, "neutral"],
  "shut-off": [CircleStop, "neutral"],
  crashed: [OctagonAlert, "block"],
  "pm-suspended": [MoonStar, "neutral"],
  "no-state": [Snowflake, "unknown"],
};

/** The state of a VM: one icon and one word, the same on every page. */
export function DomainStateMark(props: { readonly state: DomainState; readonly compact?: boolean }) {
  const t = useTranslations("common.domainState");
  const [icon, tone] = LOOKS[props.state];
  return <StateMark icon={icon} tone={tone} word={t(props.state)} compact={props.compact} />;
}
