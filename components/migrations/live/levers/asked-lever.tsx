"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useLever } from "@/lib/client/mutations/lever.ts";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import type { LeverState } from "@/lib/core/migration/levers.ts";
import { namesOf } from "../names-of.ts";
import { LeverCell } from "./lever-cell.tsx";

/** A lever that cannot be taken back: a question comes first, which names the VM and what will become of it (`children`). */
export function AskedLever(props: {
  readonly kind: "post-copy" | "suspend";
  readonly record: MigrationRecord;
  readonly state: LeverState;
  readonly children: ReactNode;
}) {
  const { kind, record, state } = props;
  const t = useTranslations("live.levers");
  const [open, setOpen] = useState(false);
  const lever = useLever(record.id);
  const names = namesOf(record);
  return (
    <LeverCell
      kind={kind}
      record={record}
      state={state}
      label={t(`${kind}.label`)}
      effect={t(`${kind}.effect`, names)}
      error={open ? null : lever.error}
      control={(reasonId) => (
        <>
          <Button
            disabled={!state.available}
            aria-describedby={reasonId}
            onClick={() => {
              lever.reset();
              setOpen(true);
            }}
            data-testid={`lever-${kind}-apply`}
          >
            {t(`${kind}.button`)}
          </Button>
          <Dialog
            open={open}
            onClose={() => setOpen(false)}
            locked={lever.isPending}
            title={t(`${kind}.title`, names)}
            footer={
              <>
                <Button onClick={() => setOpen(false)} disabled={lever.isPending}>
                  {t("cancel")}
                </Button>
                <Button
                  variant="danger"
                  busy={lever.isPending}
                  disabled={!state.available}
                  onClick={() => lever.mutate({ kind }, { onSuccess: () => setOpen(false) })}
                  data-testid={`lever-${kind}-confirm`}
                >
                  {t(`${kind}.confirm`, names)}
                </Button>
              </>
            }
          >
            <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
              {props.children}
              <ApiErrorNotice error={lever.error} />
            </div>
          </Dialog>
        </>
      )}
    />
  );
}
