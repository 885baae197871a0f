"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import type { MigrationLogEntry } from "@/lib/contract/index.ts";
import { CommandEntry, EventEntry } from "./log-entry.tsx";
import { logText } from "./log-text.ts";
import { StickToEnd } from "./stick-to-end.tsx";

/** Every command that ran on any host, and beside it libvirt's events and our own notes. */
export function LogPanel({ log }: { readonly log: readonly MigrationLogEntry[] }) {
  const t = useTranslations("live.log");
  const commands = log.filter((entry) => entry.kind === "command");
  const events = log.filter((entry) => entry.kind !== "command");
  return (
    <div className="grid min-w-0 gap-4 xl:grid-cols-[3fr_2fr]" data-testid="log">
      <Box
        title={t("commands")}
        count={commands.length}
        empty={t("empty")}
        actions={commands.length > 0 ? <CopyButton text={logText(log)} label={t("copyAll")} /> : null}
      >
        {commands.map((entry) => (
          <CommandEntry key={entry.id} entry={entry} />
        ))}
      </Box>
      <Box title={t("events")} count={events.length} empty={t("noEvents")}>
        {events.map((entry) => (
          <EventEntry key={entry.id} entry={entry} />
        ))}
      </Box>
    </div>
  );
}

function Box(props: {
  readonly title: string;
  readonly count: number;
  readonly empty: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations("live.log");
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface">
      <header className="flex min-h-10 items-center gap-3 border-line border-b px-3 py-1">
        <h2 className="font-semibold text-sm">{props.title}</h2>
        <span className="text-muted text-sm">{t("count", { count: props.count })}</span>
        <span className="ml-auto">{props.actions}</span>
      </header>
      <StickToEnd length={props.count} label={props.title}>
        {props.count === 0 ? <p className="px-3 py-6 text-center text-muted">{props.empty}</p> : <ol>{props.children}</ol>}
      </StickToEnd>
    </div>
  );
}
