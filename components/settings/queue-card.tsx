"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { NumberInput } from "@/components/ui/number-input.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { api } from "@/lib/client/api.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { queueLimitsQuery } from "@/lib/client/queries/queue-limits.ts";
import { type QueueLimits, queryKeys, queueLimitsInput } from "@/lib/contract/index.ts";

/** How many migrations may be at work at once. */
export function QueueCard() {
  const t = useTranslations("queue.settings");
  const message = useMessage();
  const limits = useQuery(queueLimitsQuery());
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="text-muted text-sm">{t("intro")}</p>
        {limits.data ? (
          <LimitsForm stored={limits.data} />
        ) : limits.error ? (
          <ErrorState
            title={t("loadFailed")}
            body={message(errorOf(limits.error).data.message)}
            onRetry={() => void limits.refetch()}
          />
        ) : (
          <Skeleton className="h-16 w-full" />
        )}
      </div>
    </Card>
  );
}

type Draft = { readonly [Name in keyof QueueLimits]: number | null };
const FIELDS = ["perSource", "perDestination", "inAll"] as const;

function LimitsForm({ stored }: { readonly stored: QueueLimits }) {
  const t = useTranslations("queue.settings");
  const message = useMessage();
  const client = useQueryClient();
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const [pressed, setPressed] = useState(false);
  const draft: Draft = { ...stored, ...changes };
  const read = queueLimitsInput.safeParse(draft);
  const save = useMutation({
    mutationFn: (limits: QueueLimits) => api.settings.saveLimits(limits),
    onSuccess: (limits) => {
      client.setQueryData<QueueLimits>(queryKeys.queueLimits, limits);
      setChanges({});
    },
  });
  const errorAt = (field: string) => {
    const issue = pressed && !read.success ? read.error.issues.find(({ path }) => path[0] === field) : undefined;
    return issue && message({ key: `errors.field.${issue.message}` });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (read.success) save.mutate(read.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3" data-testid="queue-limits">
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map((name) => (
          <Field key={name} label={t(name)} error={errorAt(name)} hint={name === "perSource" ? t("perSourceHint") : undefined}>
            <NumberInput
              name={name}
              value={draft[name]}
              onChange={(value) => {
                save.reset();
                setChanges({ ...changes, [name]: value });
              }}
            />
          </Field>
        ))}
      </div>
      {save.isError ? (
        <Notice tone="danger" live title={t("saveFailed")}>
          {message(errorOf(save.error).data.message)}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={save.isPending} data-testid="save-limits">
          {t("save")}
        </Button>
        <span role="status" className="text-muted text-sm">
          {save.isSuccess ? t("saved") : null}
        </span>
      </div>
    </form>
  );
}
