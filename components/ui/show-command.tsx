"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { CommandBlock, quotedForm, type ShownCommand } from "./command-block.tsx";

/** Commands folded behind "Show command". */
export function ShowCommand(props: { readonly commands: readonly ShownCommand[]; readonly label?: string }) {
  const t = useTranslations("common.action");
  if (props.commands.length === 0) return null;
  return (
    <details className="group min-w-0">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-accent text-sm">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {props.label ?? t("showCommand")}
      </summary>
      <div className="mt-1.5 flex flex-col gap-2">
        {props.commands.map((command) => (
          <CommandBlock key={`${command.hostName ?? ""} ${quotedForm(command)}`} {...command} />
        ))}
      </div>
    </details>
  );
}
