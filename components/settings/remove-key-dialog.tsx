"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ConfirmRemoval } from "@/components/ui/confirm-removal.tsx";
import { api } from "@/lib/client/api.ts";
import { queryKeys, type SshKeyView } from "@/lib/contract/index.ts";

/** Asks before a stored key is deleted; null = closed. */
export function RemoveKeyDialog(props: { readonly sshKey: SshKeyView | null; readonly onClose: () => void }) {
  const t = useTranslations("settings.keys");
  const client = useQueryClient();
  const { sshKey } = props;
  const name = sshKey?.name ?? "";
  return (
    <ConfirmRemoval
      open={sshKey !== null}
      title={t("removeTitle", { name })}
      body={t("removeBody")}
      confirm={t("removeNamed", { name })}
      remove={async () => sshKey && api.keys.remove({ keyId: sshKey.id })}
      onRemoved={() => {
        void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
        props.onClose();
      }}
      onClose={props.onClose}
    />
  );
}
