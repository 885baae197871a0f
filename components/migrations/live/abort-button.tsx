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
import { abortUse } from "@/lib/core/migration/lever-record.ts";
import { isUnfinished } from "@/lib/core/migration/lifecycle.ts";
import { isWaiting } from "@/lib/core/migration/queue/queue-events.ts";
import { useLeverStates } from "./levers/use-lever-states.ts";
import { namesOf } from "./names-of.ts";

/**
 * Abort (of one that waits in the queue: cancel), after a question that names the VM and what will become of it. Gone once an abort was asked for, the migration ended or is being checked; where it
 * has become impossible (post-copy), it is greyed and says why.
 */
export function AbortButton({ record, size = "md" }: { readonly record: MigrationRecord; readonly size?: "sm" | "md" }) {
  const t = useTranslations("live");
  const queue = useTranslations("queue.page");
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
  const state = useLeverStates(record).abort;
  const shown = isUnfinished(record) && abortUse(record) === undefined && record.state !== "finishing";
  const possible = shown && state.available;
  const { mode } = record.request.options;
  const body = mode === "live" ? "abort.body" : mode === "saved-state" ? "abort.bodySaved" : "abort.bodyCold";
  const names = namesOf(record);
  const waiting = isWaiting(record);
  const words = waiting
    ? {
        button: queue("cancel"),
        title: queue("cancelTitle", names),
        keep: queue("cancelKeep"),
        confirm: queue("cancelConfirm", names),
        body: queue("cancelBody", names),
      }
    : {
        button: t("header.abort"),
        title: t("abort.title", names),
        keep: t("abort.keep"),
        confirm: t("abort.confirm", names),
        body: t(body, names),
      };
  if (!shown && !open) return null;
  return (
    <>
      {shown && !state.available ? (
        <p id="abort-reason" className="max-w-100 self-center text-right text-muted text-sm" data-testid="lever-reason-abort">
          {message(state.reason)}
        </p>
      ) : null}
      <Button
        size={size}
        aria-describedby={shown && !state.available ? "abort-reason" : undefined}
        icon={<CircleStop aria-hidden className="size-4" />}
        disabled={!possible}
        onClick={() => {
          abort.reset();
          setOpen(true);
        }}
        data-testid="abort"
      >
        {words.button}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        locked={abort.isPending}
        title={words.title}
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={abort.isPending}>
              {words.keep}
            </Button>
            <Button
              variant="danger"
              busy={abort.isPending}
              disabled={!possible}
              onClick={() => abort.mutate()}
              data-testid="abort-confirm"
            >
              {words.confirm}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
          <p>{words.body}</p>
          {mode === "live" && !waiting ? <p className="text-muted">{t("abort.late")}</p> : null}
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
