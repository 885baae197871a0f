"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ConfirmRemoval } from "@/components/ui/confirm-removal.tsx";
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
  const client = useQueryClient();
  const { policy } = props;
  const name = visibleText(policy?.name ?? "");
  return (
    <ConfirmRemoval
      open={policy !== null}
      title={t("removeTitle", { name })}
      body={t("removeBody")}
      confirm={t("remove", { name })}
      remove={async () => policy && api.policies.remove({ policyId: policy.id })}
      onRemoved={() => {
        void client.invalidateQueries({ queryKey: queryKeys.policies });
        props.onRemoved?.();
        props.onClose();
      }}
      onClose={props.onClose}
    />
  );
}
