"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";

/** What somebody else did to the VM or its migration while it moved. */
export function OutsidePanel({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live.outside");
  const message = useMessage();
  const format = useFormat();
  if (record.outsideChanges.length === 0) return null;
  return (
    <div data-testid="outside-changes">
      <Notice tone="warn" live title={t("title")}>
        <p>{t("intro")}</p>
        <ul className="mt-1 flex flex-col gap-0.5">
          {record.outsideChanges.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes are only ever appended
            <li key={index} className="grid grid-cols-[5rem_1fr] gap-x-2">
              <span className="text-muted tabular-nums">{format.timeOfDay(change.atMs)}</span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <HostText text={message(change.message)} />
              </span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
