"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { api } from "@/lib/client/api.ts";
import { queryKeys, type SshKeyView } from "@/lib/contract/index.ts";

/** Asks before a stored key is deleted; null = closed. */
export function RemoveKeyDialog(props: { readonly sshKey: SshKeyView | null; readonly onClose: () => void }) {
  const t = useTranslations("settings.keys");
  const tAction = useTranslations("common.action");
  const client = useQueryClient();
  const { sshKey } = props;
  const remove = useMutation({
    mutationFn: (keyId: string) => api.keys.remove({ keyId }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
      props.onClose();
    },
  });
  const close = () => {
    remove.reset();
    props.onClose();
  };
  const name = sshKey?.name ?? "";
  return (
    <Dialog
      open={sshKey !== null}
      onClose={close}
      width="sm"
      title={t("removeTitle", { name })}
      footer={
        <>
          <Button onClick={close}>{tAction("cancel")}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => sshKey && remove.mutate(sshKey.id)}>
            {t("removeNamed", { name })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{t("removeBody")}</p>
        <ApiErrorNotice error={remove.error} />
      </div>
    </Dialog>
  );
}
