"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { api } from "@/lib/client/api.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { withRecord } from "@/lib/client/live-cache.ts";
import { type MigrationRecord, type MigrationView, queryKeys } from "@/lib/contract/index.ts";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** Abort, after a question that names the VM and what will become of it. Gone once an abort was asked for or the migration ended. */
export function AbortButton({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("live");
  const message = useMessage();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const abort = useMutation({
    mutationFn: () => api.migrations.abort({ migrationId: record.id }),
    onSuccess: (next) => {
      client.setQueryData<MigrationView>(queryKeys.migration(record.id), (view) => view && withRecord(view, next));
      setOpen(false);
    },
  });
  const possible = isUnfinished(record) && record.abortRequestedAtMs === null && record.state !== "finishing";
  const names = {
    vm: visibleText(record.domainName),
    from: visibleText(record.sourceHostName),
    to: visibleText(record.destinationHostName),
  };
  if (!possible && !open) return null;
  return (
    <>
      <Button
        icon={<CircleStop aria-hidden className="size-4" />}
        disabled={!possible}
        onClick={() => {
          abort.reset();
          setOpen(true);
        }}
        data-testid="abort"
      >
        {t("header.abort")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        locked={abort.isPending}
        title={t("abort.title", names)}
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={abort.isPending}>
              {t("abort.keep")}
            </Button>
            <Button
              variant="danger"
              busy={abort.isPending}
              disabled={!possible}
              onClick={() => abort.mutate()}
              data-testid="abort-confirm"
            >
              {t("abort.confirm", names)}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
          <p>{t("abort.body", names)}</p>
          <p className="text-muted">{t("abort.late")}</p>
          {abort.isError ? (
            <Notice tone="danger" live title={t("abort.failed")}>
              {message(errorOf(abort.error).data.message)}
            </Notice>
          ) : null}
        </div>
      </Dialog>
    </>
  );
}
