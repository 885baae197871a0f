"use client";

import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { isWaiting } from "@/lib/core/migration/queue/queue-events.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { AbortButton } from "../live/abort-button.tsx";

/** Progress of a running migration with pass and expected end; that a waiting one waits; of the past, why it failed. */
export function ProgressCell({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("migrations.row");
  const phase = useTranslations("common.phase");
  const label = useTranslations("live.progress")("overall");
  const format = useFormat();
  const message = useMessage();
  const failure = record.result?.failure;
  if (failure) return <p className="line-clamp-2 min-w-32 text-muted text-sm">{message(failure.meaning)}</p>;
  if (record.endedAtMs !== null) return null;
  if (record.state === "queued") return <QueuedCell record={record} />;
  const { forecast, lastSample } = record;
  const endAt = forecast?.expectedEndAtMs;
  const facts = [
    phase(record.phase),
    lastSample && lastSample.iteration > 0 ? t("pass", { pass: lastSample.iteration }) : null,
    lastSample ? t("remaining", { amount: format.bytes(lastSample.memoryRemainingBytes + lastSample.diskRemainingBytes) }) : null,
    endAt ? t("endAt", { time: format.timeOfDay(endAt) }) : null,
  ].filter(Boolean);
  return (
    <div className="min-w-32" data-testid="row-progress">
      <ProgressBar value={forecast?.progress ?? null} label={`${visibleText(record.domainName)}: ${label}`} />
      <p className="mt-0.5 text-muted text-sm" suppressHydrationWarning>
        {facts.join(" · ")}
      </p>
    </div>
  );
}

/** Why it waits and which one it is, with the way out. */
function QueuedCell({ record }: { readonly record: MigrationRecord }) {
  const row = useTranslations("migrations.row");
  const t = useTranslations("queue.page");
  const message = useMessage();
  const { waits, position } = record.queue;
  const words = [waits && t("rowWaits", { reason: message(waits) }), position && t("placeShort", { position })].filter(Boolean);
  return (
    <div className="flex min-w-32 items-center gap-2">
      <span className="min-w-0 flex-1 text-muted text-sm [overflow-wrap:anywhere]" data-testid="row-waits">
        {words.length === 0 ? row("waiting") : words.join(" · ")}
      </span>
      {isWaiting(record) ? <AbortButton record={record} size="sm" /> : null}
    </div>
  );
}

/** How long it took, or has been going, in whole seconds while it goes on. */
export function DurationCell({ record }: { readonly record: MigrationRecord }) {
  const format = useFormat();
  const now = useNow();
  const running = Math.max(0, Math.floor((now - record.createdAtMs) / 1000) * 1000);
  const value = record.endedAtMs === null ? running : record.endedAtMs - record.createdAtMs;
  return <Figure value={value} format={format.duration} />;
}

/** A figure that never breaks over two lines; a dash where there is none. */
export function Figure(props: { readonly value: number | null | undefined; readonly format: (value: number) => string }) {
  return <span className="whitespace-nowrap">{props.value == null ? "–" : props.format(props.value)}</span>;
}
