"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { actionValues } from "@/components/fixes/action-words.ts";
import { FixRunView } from "@/components/fixes/fix-run-view.tsx";
import { useFixRun } from "@/components/fixes/use-fix-run.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import type { FixAction, RecoveryCase, RecoveryWay } from "@/lib/contract/index.ts";
import { FenceDialog } from "./fence-dialog.tsx";
import { NowTable } from "./now-table.tsx";

export interface OpenedWay {
  readonly found: RecoveryCase;
  readonly way: RecoveryWay;
}

/** A way out: first, where hosts are silent, their names are typed; then every command is shown; then what each did, and where the VM is now. */
export function WayDialog(props: { readonly opened: OpenedWay; readonly onClose: () => void; readonly onChanged: () => void }) {
  const { way } = props.opened;
  const [action, setAction] = useState<FixAction | null>(way.fence.length === 0 ? way.action : null);
  if (action) return <RunDialog {...props} action={action} />;
  return (
    <FenceDialog
      fence={way.fence}
      onClose={props.onClose}
      onTyped={(fenced) => way.action && "fenced" in way.action && setAction({ ...way.action, fenced })}
    />
  );
}

function RunDialog(props: {
  readonly opened: OpenedWay;
  readonly action: FixAction;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { found, way } = props.opened;
  const { action } = props;
  const t = useTranslations("fixDialog");
  const tAction = useTranslations("common.action");
  const run = useFixRun({ action, domainUuid: found.domainUuid, hostIds: [way.hostId] }, props.onChanged);
  const title = t(`apply.${action.kind}`, actionValues(action, [way.hostName]));
  return (
    <Dialog
      open
      onClose={props.onClose}
      locked={run.applying}
      width="lg"
      title={<span data-testid="way-dialog">{title}</span>}
      footer={
        run.record ? (
          <Button variant="primary" onClick={props.onClose} data-testid="fix-close">
            {tAction("close")}
          </Button>
        ) : (
          <>
            <Button disabled={run.applying} onClick={props.onClose}>
              {tAction("cancel")}
            </Button>
            {run.preview && !run.previewError ? (
              <Button
                variant="danger"
                className="max-w-full"
                busy={run.applying}
                disabled={run.looking}
                onClick={run.apply}
                data-testid="fix-apply"
              >
                <span className="truncate">{title}</span>
              </Button>
            ) : null}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {run.record ? <NowTable record={run.record} /> : null}
        <FixRunView run={run} />
      </div>
    </Dialog>
  );
}
