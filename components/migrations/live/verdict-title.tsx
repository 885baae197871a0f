"use client";

import { CircleCheck, Info, OctagonX, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { namesOf } from "./names-of.ts";
import { type VerdictTone, verdictWords } from "./verdict-words.ts";

const ICONS: Record<VerdictTone, readonly [typeof Info, string]> = {
  pass: [CircleCheck, "text-pass"],
  info: [Info, "text-accent"],
  warn: [TriangleAlert, "text-warn"],
  danger: [OctagonX, "text-block"],
};

/** The header of a migration that ended: where the VM runs, checked on both hosts, and when. */
export function VerdictTitle({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.verdict");
  const format = useFormat();
  const words = verdictWords(record);
  const [Icon, colour] = ICONS[words.tone];
  const checkedAt = record.result?.truth.checkedAtMs ?? record.endedAtMs;
  return (
    <span className="flex gap-2" data-testid="verdict" data-verdict={record.result?.truth.verdict ?? "none"}>
      <Icon aria-hidden className={`mt-1 size-5 shrink-0 ${colour}`} />
      <span>
        {t(words.headline, {
          ...namesOf(record),
          time: checkedAt === null ? "" : format.timeOfDay(checkedAt),
        })}
      </span>
    </span>
  );
}

/** Below the header: is the VM safe, and what a person has to decide. */
export function VerdictHint({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.verdict");
  const state = useTranslations("live.state");
  const message = useMessage();
  const words = verdictWords(record);
  const lines = [
    words.hint === null ? null : t(words.hint),
    record.state === "indeterminate" ? state("indeterminate") : null,
    record.attention ? message(record.attention) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <Notice tone={words.hint === "safe" ? "info" : words.tone}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
