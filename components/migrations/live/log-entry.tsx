"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationLogEntry } from "@/lib/contract/index.ts";

/** One command with where and when it ran, how it ended, and its output folded. */
export function CommandEntry({ entry }: { readonly entry: MigrationLogEntry }) {
  const t = useTranslations("live.log");
  const format = useFormat();
  const message = useMessage();
  const facts = [
    entry.exitCode === null ? null : t("exit", { code: entry.exitCode }),
    entry.durationMs === null ? (entry.exitCode === null ? t("running") : null) : format.duration(entry.durationMs),
    entry.repeats > 1 ? t("repeats", { count: entry.repeats }) : null,
  ].filter(Boolean);
  return (
    <li className="border-line border-b px-3 py-1.5 last:border-b-0" data-testid="log-entry" data-exit={entry.exitCode ?? ""}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap gap-x-2 text-muted text-sm">
            <time dateTime={new Date(entry.atMs).toISOString()}>{format.timeOfDay(entry.atMs)}</time>
            <span>{entry.hostName ?? t("server")}</span>
            <span className={entry.exitCode ? "text-block" : undefined}>{facts.join(" · ")}</span>
          </p>
          <p className="font-mono text-sm [overflow-wrap:anywhere]">
            <span aria-hidden className="text-muted">
              ${" "}
            </span>
            <HostText text={entry.text} />
          </p>
          {entry.message ? <p className="text-sm">{message(entry.message)}</p> : null}
        </div>
        <CopyButton text={entry.text} />
      </div>
      <Output label={t("output")} text={entry.stdout} />
      <Output label={t("errorOutput")} text={entry.stderr} />
    </li>
  );
}

function Output(props: { readonly label: string; readonly text: string }) {
  if (props.text.trim() === "") return null;
  return (
    <details className="text-sm">
      <summary className="w-fit text-accent">{props.label}</summary>
      <div className="mt-1 flex items-start gap-1 rounded-sm bg-sunken py-1 pr-1 pl-2">
        <pre className="max-h-72 min-w-0 flex-1 overflow-auto whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
          <HostText text={props.text} keepLines />
        </pre>
        <CopyButton text={props.text} />
      </div>
    </details>
  );
}

/** One event or note: libvirt's first line as data with what follows it folded, or our own words. */
export function EventEntry({ entry }: { readonly entry: MigrationLogEntry }) {
  const [firstLine = "", ...rest] = entry.text.split("\n");
  const t = useTranslations("live.log");
  const format = useFormat();
  const message = useMessage();
  return (
    <li className="flex gap-2 border-line border-b px-3 py-1.5 text-sm last:border-b-0" data-testid="event-entry">
      <time className="shrink-0 text-muted" dateTime={new Date(entry.atMs).toISOString()}>
        {format.timeOfDay(entry.atMs)}
      </time>
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {entry.hostName ? <span className="mr-2 text-muted">{entry.hostName}</span> : null}
        {entry.message ? message(entry.message) : null}
        {entry.text ? (
          <span className="font-mono">
            {entry.message ? " " : null}
            <HostText text={firstLine} />
          </span>
        ) : null}
        <Output label={t("details")} text={rest.join("\n")} />
        {entry.repeats > 1 ? <span className="ml-2 text-muted">{t("repeats", { count: entry.repeats })}</span> : null}
      </span>
    </li>
  );
}
