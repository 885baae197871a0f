"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import type { FixRecord, FixRequest } from "@/lib/contract/index.ts";
import { actionValues } from "./action-words.ts";
import { FixRunView } from "./fix-run-view.tsx";
import { canUndo } from "./record-state.ts";
import { useFixRun } from "./use-fix-run.ts";

/** Shows what a fix changes and every command, runs them on a press, then shows what each did, with the way back. */
export function FixDialog(props: {
  readonly request: FixRequest;
  readonly source: string;
  readonly destination: string;
  /** Hosts by name, for an action that has more than two. */
  readonly hostNames?: readonly string[];
  /** What it does cannot be taken back. */
  readonly danger?: boolean;
  /** Shown above the steps when it is over. */
  readonly above?: (record: FixRecord) => ReactNode;
  /** A form before it: where Back leads to. */
  readonly onBack?: () => void;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const t = useTranslations("fixDialog");
  const tAction = useTranslations("common.action");
  const run = useFixRun(props.request, props.onChanged);
  const { action } = props.request;
  const values = actionValues(action, props.hostNames ?? [props.source, props.destination]);
  const busy = run.applying || run.undoing;
  const undoable = run.record !== null && canUndo(run.record);
  return (
    <Dialog
      open
      onClose={props.onClose}
      locked={busy}
      width="lg"
      title={<span data-testid="fix-dialog">{t(`apply.${action.kind}`, values)}</span>}
      footer={
        run.record ? (
          <>
            {undoable ? (
              <Button busy={run.undoing} onClick={run.undo} data-testid="fix-undo">
                {t("undo")}
              </Button>
            ) : null}
            <Button variant="primary" disabled={busy} onClick={props.onClose} data-testid="fix-close">
              {tAction("close")}
            </Button>
          </>
        ) : (
          <>
            {props.onBack ? (
              <Button className="mr-auto" disabled={busy} onClick={props.onBack}>
                {tAction("back")}
              </Button>
            ) : null}
            <Button disabled={busy} onClick={props.onClose}>
              {tAction("cancel")}
            </Button>
            {run.preview && !run.previewError ? (
              <Button
                variant={props.danger ? "danger" : "primary"}
                className="max-w-full"
                busy={run.applying}
                disabled={run.looking}
                onClick={run.apply}
                data-testid="fix-apply"
              >
                <span className="truncate">{t(`apply.${action.kind}`, values)}</span>
              </Button>
            ) : null}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {run.record ? props.above?.(run.record) : null}
        <FixRunView run={run} />
      </div>
    </Dialog>
  );
}
