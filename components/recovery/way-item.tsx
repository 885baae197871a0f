"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { ShowCommand } from "@/components/ui/show-command.tsx";
import type { RecoveryCase, RecoveryWay } from "@/lib/contract/index.ts";
import { isWayKind } from "@/lib/core/recovery/way-kinds.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { OpenedWay } from "./way-dialog.tsx";

/** One way out: why, its command, and its button; or why it is not to be had now. */
export function WayItem(props: {
  readonly found: RecoveryCase;
  readonly way: RecoveryWay;
  readonly onOpen: (way: OpenedWay) => void;
}) {
  const { found, way, onOpen } = props;
  const { action } = way;
  const t = useTranslations("recovery");
  const message = useMessage();
  const host = visibleText(way.hostName);
  return (
    <li
      className="flex flex-col gap-1.5 border-line border-b py-2.5 last:border-0 sm:flex-row sm:items-start sm:gap-4"
      data-testid={`way-${action?.kind ?? "read"}-${way.hostName}`}
      data-refused={way.refused ? "" : undefined}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="[overflow-wrap:anywhere]">{message(way.why)}</p>
        {way.refused ? (
          <p className="text-muted text-sm [overflow-wrap:anywhere]">{t("refusedNow", { reason: message(way.refused) })}</p>
        ) : null}
        <ShowCommand commands={way.commands.map((command) => ({ ...command, hostName: visibleText(command.hostName) }))} />
      </div>
      {action && isWayKind(action.kind) ? (
        <Button disabled={way.refused !== null} onClick={() => onOpen({ found, way })} className="max-w-full self-start">
          <span className="truncate">{t(`press.${action.kind}`, { host })}</span>
        </Button>
      ) : null}
    </li>
  );
}
