"use client";

import { useQuery } from "@tanstack/react-query";
import { Save, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { RemovePolicyDialog } from "@/components/policies/remove-policy-dialog.tsx";
import { Button } from "@/components/ui/button.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { Select } from "@/components/ui/select.tsx";
import { policiesQuery } from "@/lib/client/queries/policies.ts";
import type { MigrationPolicy } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { paramsFromPolicy } from "../from-request.ts";
import { policiesFor } from "../own-policy.ts";
import { useHow } from "./context.tsx";
import { samePolicy } from "./presets.ts";
import { SavePolicyDialog } from "./save-policy-dialog.tsx";

const BY_HAND = "none";

/** Named policies: choose one, save the choices as one, delete one. */
export function PolicyPicker() {
  const { params, change, model } = useHow();
  const t = useTranslations("wizard.how.policies");
  const shared = useTranslations("policies");
  const [saving, setSaving] = useState(false);
  const [removing, setRemoving] = useState<MigrationPolicy | null>(null);
  const policies = useQuery(policiesQuery());
  const mine = policiesFor(policies.data ?? [], model.domain?.uuid ?? null);
  const chosen = mine.find((policy) => policy.id === params.policy) ?? null;
  const { options } = model;
  const words = (policy: MigrationPolicy) => {
    const name = visibleText(policy.name);
    const changed = policy === chosen && !(options.ok && samePolicy(policy.options, options.options));
    if (changed) return t("changed", { name });
    return policy.domainUuid === null ? name : t("forVm", { name });
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {policies.isError ? <span className="text-muted text-sm">{shared("loadFailed")}</span> : null}
      {mine.length > 0 ? (
        <Select
          aria-label={t("policy")}
          name="policy"
          value={chosen?.id ?? BY_HAND}
          options={[
            { value: BY_HAND, label: `${t("policy")}: ${t("byHand")}` },
            ...mine.map((policy) => ({ value: policy.id, label: `${t("policy")}: ${words(policy)}` })),
          ]}
          onChange={(id) => {
            const policy = mine.find((one) => one.id === id);
            change(policy ? { ...paramsFromPolicy(policy.options), policy: policy.id } : { policy: BY_HAND });
          }}
          className="w-full max-w-80"
        />
      ) : null}
      {chosen ? (
        <IconButton size="md" label={shared("remove", { name: visibleText(chosen.name) })} onClick={() => setRemoving(chosen)}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      <Button
        size="sm"
        icon={<Save aria-hidden className="size-4" />}
        disabled={!options.ok}
        onClick={() => setSaving(true)}
        data-testid="save-policy"
      >
        {t("save")}
      </Button>
      {saving && options.ok ? (
        <SavePolicyDialog
          options={options.options}
          domain={model.domain}
          policies={policies.data ?? []}
          suggested={chosen}
          onClose={() => setSaving(false)}
          onSaved={(policy) => change({ policy: policy.id })}
        />
      ) : null}
      <RemovePolicyDialog policy={removing} onClose={() => setRemoving(null)} onRemoved={() => change({ policy: BY_HAND })} />
    </div>
  );
}
