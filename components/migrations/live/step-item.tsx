"use client";

import { Circle, CircleCheck, CircleX, LoaderCircle, type LucideIcon, Minus, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { Tone } from "@/components/ui/badge.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { MigrationStep, StepState } from "@/lib/contract/index.ts";

const LOOKS: Record<StepState, readonly [LucideIcon, Tone]> = {
  waiting: [Circle, "neutral"],
  running: [LoaderCircle, "accent"],
  done: [CircleCheck, "pass"],
  failed: [CircleX, "block"],
  skipped: [Minus, "neutral"],
  undone: [Undo2, "neutral"],
  "undo-failed": [CircleX, "block"],
};

/** One step: what it does and where, how far it is, its commands, what came of it, and how it is taken back. */
export function StepItem(props: { readonly step: MigrationStep; readonly hostName: string }) {
  const { step, hostName } = props;
  const t = useTranslations("live.steps");
  const message = useMessage();
  const [icon, tone] = LOOKS[step.state];
  const label = message(step.label);
  // What the label says already need not be said twice.
  const detail = step.detail === null || label.includes(step.detail) ? null : step.detail;
  return (
    <li
      className="grid gap-x-3 gap-y-1 py-2 text-sm first:pt-0 last:pb-0 sm:grid-cols-[1fr_11rem]"
      data-testid={`step-item-${step.id}`}
      data-state={step.state}
      aria-current={step.state === "running" ? "step" : undefined}
    >
      <div className="flex min-w-0 flex-col gap-1 [overflow-wrap:anywhere]">
        <p>
          <HostText text={label} />
        </p>
        {step.progress ? <Progress step={step} progress={step.progress} /> : null}
        <Undo step={step} />
        {detail === null ? null : (
          <p className={step.state === "failed" || step.state === "undo-failed" ? "font-mono" : "font-mono text-muted"}>
            <HostText text={detail} />
          </p>
        )}
        <ShowCommand commands={step.commands.map((argv) => ({ argv, hostName }))} />
      </div>
      <div className="flex flex-wrap content-start gap-x-3 sm:flex-col">
        <StateMark icon={icon} tone={tone} word={t(`state.${step.state}`)} spin={step.state === "running"} />
        <Took step={step} />
      </div>
    </li>
  );
}

function Progress(props: { readonly step: MigrationStep; readonly progress: NonNullable<MigrationStep["progress"]> }) {
  const { doneBytes, totalBytes } = props.progress;
  const t = useTranslations("live.steps");
  const message = useMessage();
  const format = useFormat();
  const text = t("copied", { amount: format.bytesOf(doneBytes, totalBytes) });
  return (
    <div className="grid max-w-160 grid-cols-[1fr_13rem] items-center gap-x-3">
      <ProgressBar value={totalBytes > 0 ? doneBytes / totalBytes : 0} label={message(props.step.label)} valueText={text} />
      <span className="text-muted tabular-nums">{text}</span>
    </div>
  );
}

/** How it is taken back: said while it may still be, and what came of it after. */
function Undo({ step }: { readonly step: MigrationStep }) {
  const t = useTranslations("live.steps");
  const message = useMessage();
  if (!step.undo) return null;
  const what = message(step.undo);
  switch (step.state) {
    case "undone":
      return <p className="text-muted">{t("undone", { what })}</p>;
    case "undo-failed":
      return <p className="text-block">{t("undoFailed", { what })}</p>;
    case "running":
    case "waiting":
      return <p className="text-muted">{t("undo", { what })}</p>;
    default:
      return null;
  }
}

function Took({ step }: { readonly step: MigrationStep }) {
  const t = useTranslations("live.steps");
  const format = useFormat();
  const now = useNow();
  if (step.startedAtMs === null) return null;
  const ms = (step.endedAtMs ?? now) - step.startedAtMs;
  const shown = step.endedAtMs === null ? Math.max(0, Math.floor(ms / 1000) * 1000) : Math.max(0, ms);
  return (
    <span className="text-muted tabular-nums">
      {step.endedAtMs === null ? format.duration(shown) : t("took", { time: format.duration(shown) })}
    </span>
  );
}
