"use client";

import { CircleCheck, CircleX, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import type { Tone } from "@/components/ui/badge.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { LeverUse, MigrationRecord } from "@/lib/contract/index.ts";
import { Section } from "../section.tsx";
import { leverWords } from "./lever-words.ts";

const ANSWERS = {
  sent: [Hourglass, "neutral"],
  ok: [CircleCheck, "pass"],
  failed: [CircleX, "block"],
} as const satisfies Record<string, readonly [LucideIcon, Tone]>;

/** How libvirt answered a lever. */
export function answerOf(use: Pick<LeverUse, "ok">): keyof typeof ANSWERS {
  return use.ok === null ? "sent" : use.ok ? "ok" : "failed";
}

/** Levers that were used: when, what, who and what came of it. Numbered as the lines in the chart are. */
export function LeverUses({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.levers.uses");
  if (record.levers.length === 0) return null;
  return (
    <Section title={t("title")} testId="lever-uses">
      <ol className="flex flex-col gap-1.5 text-sm">
        {record.levers.map((use, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: uses are only ever appended, and their place is their number
          <Use key={index} use={use} number={index + 1} />
        ))}
      </ol>
    </Section>
  );
}

function Use(props: { readonly use: LeverUse; readonly number: number }) {
  const { use } = props;
  const t = useTranslations("live.levers.uses");
  const message = useMessage();
  const format = useFormat();
  const answer = answerOf(use);
  const [icon, tone] = ANSWERS[answer];
  const { key, values } = leverWords(use.action);
  return (
    <li
      className="grid grid-cols-[1.5rem_5rem_1fr] gap-x-2 sm:grid-cols-[1.5rem_5rem_2fr_1fr_1fr]"
      data-kind={use.action.kind}
      data-answer={answer}
    >
      <span className="text-muted tabular-nums">{props.number}</span>
      <span className="text-muted tabular-nums">{format.timeOfDay(use.atMs)}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{message({ key: `live.levers.uses.action.${key}`, values })}</span>
      <span className="col-start-3 min-w-0 text-muted [overflow-wrap:anywhere] sm:col-start-4">
        {use.by.kind === "user" ? <HostText text={use.by.name} /> : t(`by.${use.by.kind}`)}
      </span>
      <span className="col-start-3 sm:col-start-5">
        <StateMark icon={icon} tone={tone} word={t(`state.${answer}`)} />
      </span>
      {use.ok === false && use.detail !== "" ? (
        <span className="col-span-full col-start-3">
          <HostWords text={use.detail} />
        </span>
      ) : null}
    </li>
  );
}
