"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";

/** Why one waits, which one it is, and for how long it has waited; that its turn has come when it was let through. */
export function QueueLine({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("queue.page");
  const message = useMessage();
  const format = useFormat();
  const now = useNow();
  const { waits, position, admittedAtMs } = record.queue;
  if (admittedAtMs !== null || waits === null) {
    return (
      <p className="min-h-6 text-muted" role="status">
        {admittedAtMs === null ? t("nothingRan") : t("turn")}
      </p>
    );
  }
  const waitedS = Math.max(0, Math.floor((now - record.createdAtMs) / 1000));
  return (
    <Notice tone="info" live title={t("line", { reason: message(waits) })}>
      <div data-testid="queue-line" data-reason={waits.key} data-position={position ?? ""}>
        <p>
          {position === null ? null : `${t("place", { position })} `}
          {t("nothingRan")}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm">
          <span suppressHydrationWarning>
            {t("since")} {format.duration(waitedS * 1000)}
          </span>
          <Link href="/settings" className="text-accent">
            {t("limits")}
          </Link>
        </p>
      </div>
    </Notice>
  );
}
