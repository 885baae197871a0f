"use client";

import { useTranslations } from "use-intl";
import { quoteArgv } from "@/lib/core/migration/quote.ts";
import { CopyButton } from "./copy-button.tsx";
import { HostText } from "./host-text.tsx";

/** A command to show: its argv (quoted here by the one quoting function) or the quoted form of it. */
export type ShownCommand = ({ readonly argv: readonly string[] } | { readonly quoted: string }) & {
  /** Where it runs. */
  readonly hostName?: string | undefined;
};

/**
 * The text of a shown command, as a POSIX shell would take it. An argv that cannot be quoted (a line break in host text) is shown
 * as a JSON array: it can be read, but not pasted into a shell by mistake.
 */
export function quotedForm(command: ShownCommand): string {
  if ("quoted" in command) return command.quoted;
  const unquotable = command.argv.some((argument) => /[\0\n]/.test(argument));
  return unquotable ? JSON.stringify(command.argv) : quoteArgv(command.argv);
}

/** A command as a shell would take it, in fixed-width letters, with a copy button. `hostName` says where it runs. */
export function CommandBlock(props: ShownCommand) {
  const t = useTranslations("common.command");
  const quoted = quotedForm(props);
  return (
    <figure className="min-w-0 rounded-md border border-line bg-sunken">
      {props.hostName !== undefined && (
        <figcaption className="border-line border-b px-2.5 py-1 text-muted text-xs">
          {t("onHost", { host: props.hostName })}
        </figcaption>
      )}
      <div className="flex items-start gap-1 py-1 pr-1 pl-2.5">
        <pre className="min-w-0 flex-1 whitespace-pre-wrap py-1 font-mono text-sm [overflow-wrap:anywhere]">
          <code>
            <HostText text={quoted} keepLines />
          </code>
        </pre>
        <CopyButton text={quoted} />
      </div>
    </figure>
  );
}
