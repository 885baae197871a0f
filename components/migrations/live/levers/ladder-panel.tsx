"use client";

import { Circle, CircleCheck, CircleDot, CircleX, Hourglass, type LucideIcon, Minus } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { Tone } from "@/components/ui/badge.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { MigrationRecord, MigrationSample } from "@/lib/contract/index.ts";
import { Section } from "../section.tsx";
import { type RungState, type RungView, rungsOf, timeLimitOf } from "./rungs.ts";

const LOOKS: Record<RungState, readonly [LucideIcon, Tone]> = {
  done: [CircleCheck, "pass"],
  sent: [Hourglass, "accent"],
  failed: [CircleX, "block"],
  next: [CircleDot, "accent"],
  waiting: [Hourglass, "accent"],
  ahead: [Circle, "neutral"],
  dropped: [Minus, "neutral"],
};

/** The ladder and the time limit: what the server does by itself, what was done, what comes next and when. Nothing when neither was chosen. */
export function LadderPanel(props: { readonly record: MigrationRecord; readonly sample: MigrationSample | null }) {
  const { record } = props;
  const t = useTranslations("live.levers.ladder");
  const elapsedMs = props.sample?.elapsedMs ?? 0;
  const rungs = rungsOf(record, elapsedMs);
  const limit = timeLimitOf(record, elapsedMs);
  if (rungs.length === 0 && !limit) return null;
  return (
    <Section title={rungs.length === 0 ? t("titleLimit") : t("title")} testId="ladder">
      <ol className="flex flex-col gap-1.5 text-sm">
        {rungs.map((rung, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ladder does not change, and a rung is its place
          <Rung key={index} rung={rung} testId={`rung-${index + 1}`} />
        ))}
        {limit ? <Rung rung={limit} testId="rung-time-limit" /> : null}
      </ol>
    </Section>
  );
}

function Rung(props: { readonly rung: RungView; readonly testId: string }) {
  const { rung } = props;
  const t = useTranslations("live.levers.ladder");
  const message = useMessage();
  const format = useFormat();
  const [icon, tone] = LOOKS[rung.state];
  const wholeSeconds = (ms: number) => format.duration(Math.ceil(ms / 1000) * 1000);
  const word = rung.state === "next" ? t("nextIn", { time: wholeSeconds(rung.inMs ?? 0) }) : t(rung.state);
  return (
    <li
      className="grid gap-x-3 sm:grid-cols-[2fr_1fr_5rem]"
      data-testid={props.testId}
      data-state={rung.state}
      aria-current={rung.state === "next" || rung.state === "waiting" ? "step" : undefined}
    >
      <span className="min-w-0 [overflow-wrap:anywhere]">{message(rung.words)}</span>
      <span className="tabular-nums [&>span]:whitespace-normal">
        <StateMark icon={icon} tone={tone} word={word} />
      </span>
      <span className="text-muted tabular-nums">{rung.atMs === null ? null : format.timeOfDay(rung.atMs)}</span>
      <HostWords text={rung.detail} />
    </li>
  );
}
