"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import type { FixPreview } from "@/lib/contract/index.ts";
import { FixSteps } from "./fix-steps.tsx";
import { recordTone } from "./record-state.ts";
import type { FixRun } from "./use-fix-run.ts";

/** The body of a fix's dialog: looking, then what would run, then what ran. */
export function FixRunView({ run }: { readonly run: FixRun }) {
  const t = useTranslations("fixDialog");
  if (run.record) {
    const { record } = run;
    return (
      <div className="flex flex-col gap-3">
        <Notice tone={recordTone(record.state)} live title={<span data-testid="fix-state">{t(`state.${record.state}`)}</span>}>
          {record.state === "applied" && record.undo !== "possible" ? t(`undoable.${record.undo}`) : null}
        </Notice>
        <ApiErrorNotice error={run.error} />
        <FixSteps steps={record.steps} />
      </div>
    );
  }
  if (run.previewError) return <NoPreview run={run} />;
  if (!run.preview)
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-muted">{t("looking")}</p>
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  return (
    <div className="flex flex-col gap-3">
      {run.changedMeanwhile ? (
        <Notice tone="warn" live>
          {t("changedMeanwhile")}
        </Notice>
      ) : null}
      <ApiErrorNotice error={run.error} />
      <Consequences preview={run.preview} />
      <FixSteps steps={run.preview.steps} />
    </div>
  );
}

function Consequences({ preview }: { readonly preview: FixPreview }) {
  const t = useTranslations("fixDialog");
  const message = useMessage();
  return (
    <div className="flex flex-col gap-1.5">
      {preview.consequences.length > 0 ? (
        <ul className="list-disc pl-5" aria-label={t("consequences")}>
          {preview.consequences.map((consequence) => (
            <li key={JSON.stringify(consequence)} className="[overflow-wrap:anywhere]">
              {message(consequence)}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-muted text-sm">{t(`undoable.${preview.undo}`)}</p>
    </div>
  );
}

/** Nothing can be shown: there is nothing to do, or it cannot be worked out now. */
function NoPreview({ run }: { readonly run: FixRun }) {
  const t = useTranslations("fixDialog");
  const message = useMessage();
  const { code, data } = errorOf(run.previewError);
  return (
    <Notice
      tone={code === "conflict" ? "info" : "danger"}
      live
      title={message(data.message)}
      actions={
        <Button
          size="sm"
          busy={run.looking}
          icon={<RefreshCw aria-hidden className="size-4" />}
          onClick={run.lookAgain}
          data-testid="fix-look-again"
        >
          {t("lookAgain")}
        </Button>
      }
    >
      <HostWords text={data.detail} />
    </Notice>
  );
}
