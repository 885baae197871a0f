"use client";

import clsx from "clsx";
import { Check, Circle, CircleDashed, CircleDot, Minus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { type PhaseStatus, type TimelinePhase, timelineOf } from "./timeline.ts";

const LOOKS: Record<PhaseStatus, readonly [typeof Check, string]> = {
  done: [Check, "text-pass"],
  current: [CircleDot, "text-accent"],
  ahead: [Circle, "text-faint"],
  optional: [CircleDashed, "text-faint"],
  skipped: [Minus, "text-faint"],
  unreached: [Minus, "text-faint"],
  stopped: [X, "text-block"],
};

const FAINT: readonly PhaseStatus[] = ["ahead", "optional", "skipped", "unreached"];

/** The phases from preparing to verifying: which is done, which is under way, how long each took. */
export function PhaseTimeline({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.timeline");
  const now = useNow();
  return (
    <ol
      aria-label={t("label")}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:flex"
      data-testid="phase"
      data-phase={record.phase}
    >
      {timelineOf(record, now).map((one) => (
        <PhaseItem key={one.phase} one={one} />
      ))}
    </ol>
  );
}

function PhaseItem({ one }: { readonly one: TimelinePhase }) {
  const t = useTranslations("live.timeline");
  const word = useTranslations("common.phase")(one.phase);
  const format = useFormat();
  const [Icon, colour] = LOOKS[one.status];
  const current = one.status === "current";
  return (
    <li
      aria-current={current ? "step" : undefined}
      data-testid={`phase-${one.phase}`}
      data-status={one.status}
      className={clsx(
        "flex min-w-0 flex-1 items-start gap-2 px-3 py-2 max-sm:last:odd:col-span-2",
        current ? "bg-hover" : "bg-surface",
      )}
    >
      <Icon aria-hidden className={clsx("mt-0.75 size-4 shrink-0", colour)} />
      <span className="min-w-0">
        <span className={clsx("block", current && "font-medium", FAINT.includes(one.status) && "text-muted")}>{word}</span>
        <span className="block min-h-5 text-muted text-sm">
          {t(one.status)}
          {one.durationMs === null ? null : ` · ${format.duration(Math.floor(one.durationMs / 1000) * 1000 || one.durationMs)}`}
        </span>
      </span>
    </li>
  );
}
