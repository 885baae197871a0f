"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { api } from "@/lib/client/api.ts";
import { type MigrationPolicy, queryKeys } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** Asks before a policy is deleted; null = closed. */
export function RemovePolicyDialog(props: {
  readonly policy: MigrationPolicy | null;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}) {
  const t = useTranslations("policies");
  const tAction = useTranslations("common.action");
  const client = useQueryClient();
  const { policy } = props;
  const remove = useMutation({
    mutationFn: (policyId: string) => api.policies.remove({ policyId }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.policies });
      props.onRemoved?.();
      props.onClose();
    },
  });
  const close = () => {
    remove.reset();
    props.onClose();
  };
  const name = visibleText(policy?.name ?? "");
  return (
    <Dialog
      open={policy !== null}
      onClose={close}
      width="sm"
      title={t("removeTitle", { name })}
      footer={
        <>
          <Button onClick={close}>{tAction("cancel")}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => policy && remove.mutate(policy.id)}>
            {t("remove", { name })}
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
