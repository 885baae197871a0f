"use client";

import { CircleCheck, LoaderCircle, type LucideIcon, ShieldAlert, Unplug } from "lucide-react";
import { useTranslations } from "use-intl";
import type { HostState } from "@/lib/contract/index.ts";
import type { Tone } from "./badge.tsx";
import { StateMark } from "./state-mark.tsx";

const LOOKS: Record<HostState, readonly [LucideIcon, Tone]> = {
  connecting: [LoaderCircle, "neutral"],
  online: [CircleCheck, "pass"],
  unreachable: [Unplug, "block"],
  blocked: [ShieldAlert, "block"],
};

/** The state of a host: one icon and one word, the same on every page. */
export function HostStateMark(props: { readonly state: HostState; readonly compact?: boolean }) {
  const t = useTranslations("common.hostState");
  const [icon, tone] = LOOKS[props.state];
  return <StateMark icon={icon} tone={tone} word={t(props.state)} spin={props.state === "connecting"} compact={props.compact} />;
}
