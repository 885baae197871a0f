"use client";

import {
  ArrowRightLeft,
  CircleCheck,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  ClipboardCheck,
  Hourglass,
  Link2Off,
  type LucideIcon,
  Rocket,
  Unplug,
} from "lucide-react";
import { useTranslations } from "use-intl";
import type { MigrationState } from "@/lib/contract/index.ts";
import type { Tone } from "./badge.tsx";
import { StateMark } from "./state-mark.tsx";

const LOOKS: Record<MigrationState, readonly [LucideIcon, Tone]> = {
  queued: [Hourglass, "neutral"],
  starting: [Rocket, "accent"],
  running: [ArrowRightLeft, "accent"],
  finishing: [ClipboardCheck, "accent"],
  succeeded: [CircleCheck, "pass"],
  failed: [CircleX, "block"],
  aborted: [CircleSlash, "neutral"],
  detached: [Unplug, "warn"],
  "post-copy-broken": [Link2Off, "block"],
  indeterminate: [CircleQuestionMark, "warn"],
};

/** The state of a migration: one icon and one word, the same on every page. */
export function MigrationStateMark(props: { readonly state: MigrationState; readonly compact?: boolean }) {
  const t = useTranslations("common.migrationState");
  const [icon, tone] = LOOKS[props.state];
  return <StateMark icon={icon} tone={tone} word={t(props.state)} compact={props.compact} />;
}
