"use client";

import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { useUndoFix } from "@/lib/client/mutations/fix.ts";
import type { FixRecord } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { actionValues } from "./action-words.ts";
import { FixRecordMark } from "./fix-step-mark.tsx";
import { FixSteps } from "./fix-steps.tsx";
import { canUndo } from "./record-state.ts";

/** One fix that was run: when, who, what, what became of it; its commands folded, with Undo while it can be taken back. */
export function FixRecordItem(props: { readonly record: FixRecord; readonly nameOf: (hostId: string) => string }) {
  const { record } = props;
  const t = useTranslations("fixDialog");
  const undo = useUndoFix();
  const names = record.request.hostIds.map(props.nameOf);
  return (
    <li
      className="flex min-w-0 flex-col gap-1.5 border-line border-t py-3 first:border-t-0"
      data-testid={`fix-record-${record.id}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h4 className="min-w-0 font-medium [overflow-wrap:anywhere]">
          {t(`apply.${record.request.action.kind}`, actionValues(record.request.action, names))}
        </h4>
        <span className="text-sm">
          <FixRecordMark state={record.state} />
        </span>
      </div>
      <p className="text-muted text-sm [overflow-wrap:anywhere]">
        {record.by} · <RelativeTime atMs={record.atMs} />
        {record.domainName === null ? null : ` · ${t("forVm", { vm: visibleText(record.domainName) })}`}
        {record.undoneAtMs === null ? null : (
          <>
            {" · "}
            {t("undoneBy", { who: record.undoneBy ?? "" })} <RelativeTime atMs={record.undoneAtMs} />
          </>
        )}
      </p>
      <ApiErrorNotice error={undo.error} />
      <div className="flex flex-wrap items-start gap-3">
        <details className="min-w-0 flex-1">
          <summary className="w-fit text-accent text-sm">{t("showSteps", { count: record.steps.length })}</summary>
          <div className="mt-2">
            <FixSteps steps={record.steps} />
          </div>
        </details>
        {canUndo(record) ? (
          <Button size="sm" busy={undo.isPending} onClick={() => undo.mutate(record.id)} data-testid="fix-undo">
            {t("undo")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
