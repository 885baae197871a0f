"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { api } from "@/lib/client/api.ts";
import { withoutHost } from "@/lib/client/live-cache.ts";
import { type HostRegistration, type HostSnapshot, queryKeys } from "@/lib/contract/index.ts";

/** Asks before VirtFerry forgets a host; `onRemoved` after it did. */
export function RemoveHostDialog(props: {
  readonly host: HostRegistration;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const t = useTranslations("hosts.remove");
  const tAction = useTranslations("common.action");
  const client = useQueryClient();
  const { id, name } = props.host;
  const remove = useMutation({
    mutationFn: () => api.hosts.remove({ hostId: id }),
    onSuccess: () => {
      props.onRemoved();
      client.setQueryData<readonly HostSnapshot[]>(queryKeys.hosts, (hosts) => hosts && withoutHost(hosts, id));
      void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
    },
  });
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("title", { host: name })}
      width="sm"
      footer={
        <>
          <Button onClick={props.onClose}>{tAction("cancel")}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("confirm", { host: name })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{t("body")}</p>
        <ApiErrorNotice error={remove.error} />
      </div>
    </Dialog>
  );
}
