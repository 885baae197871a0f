"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type FieldErrors, useFieldErrors } from "@/components/i18n/use-field-errors.ts";
import { PolicySummary } from "@/components/policies/policy-summary.tsx";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid.ts";
import { api } from "@/lib/client/api.ts";
import { type Domain, type MigrationOptions, type MigrationPolicy, queryKeys, savePolicyInput } from "@/lib/contract/index.ts";
import { policyOptionsOf } from "@/lib/core/migration/presets.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

const FORM_ID = "save-policy";

/** Saves the choices under a name, for this VM or for all. A name that is there already replaces that policy, and says so before. */
export function SavePolicyDialog(props: {
  readonly options: MigrationOptions;
  readonly domain: Domain | null;
  readonly policies: readonly MigrationPolicy[];
  /** The policy that the choices came from. */
  readonly suggested: MigrationPolicy | null;
  readonly onClose: () => void;
  readonly onSaved: (policy: MigrationPolicy) => void;
}) {
  const { domain, policies, suggested } = props;
  const t = useTranslations("wizard.how.policies");
  const tAction = useTranslations("common.action");
  const client = useQueryClient();
  const { ofIssues, ofApi } = useFieldErrors();
  const [name, setName] = useState(suggested?.name ?? "");
  const [scope, setScope] = useState<"vm" | "all">(suggested?.domainUuid ? "vm" : "all");
  const [issues, setIssues] = useState<FieldErrors>({});
  const same = policies.find((policy) => policy.name.toLowerCase() === name.trim().toLowerCase());
  const input = {
    ...(same && { id: same.id }),
    name,
    options: policyOptionsOf(props.options),
    domainUuid: scope === "vm" ? (domain?.uuid ?? null) : null,
  };
  const save = useMutation({
    mutationFn: () => api.policies.save(input),
    onSuccess: (policy) => {
      void client.invalidateQueries({ queryKey: queryKeys.policies });
      props.onSaved(policy);
      props.onClose();
    },
  });
  const apiErrors = save.error ? ofApi(save.error) : null;
  const errors: FieldErrors = { ...apiErrors, ...issues };
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, errors);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t("saveTitle")}
      description={t("saveBody")}
      footer={
        <>
          <Button onClick={props.onClose}>{tAction("cancel")}</Button>
          <Button type="submit" form={FORM_ID} variant="primary" busy={save.isPending}>
            {t("saveButton")}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={FORM_ID}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // The wizard's own form is around this one in React's tree: its Next must not hear of it.
          event.stopPropagation();
          const read = savePolicyInput.safeParse(input);
          setIssues(read.success ? {} : ofIssues(read.error.issues));
          if (read.success) save.mutate();
        }}
      >
        <p className="text-sm">
          <PolicySummary options={props.options} />
        </p>
        <Field label={t("name")} error={errors.name}>
          <TextInput name="policy-name" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <RadioCards
          legend={t("scope")}
          value={scope}
          onChange={setScope}
          cards={[
            { value: "all", title: t("scopeAll"), body: t("scopeAllHint") },
            {
              value: "vm",
              title: t("scopeVm", { vm: visibleText(domain?.name ?? "") }),
              body: t("scopeVmHint"),
              disabled: domain === null,
            },
          ]}
        />
        {same ? <Notice tone="warn">{t("replaces")}</Notice> : null}
        {apiErrors ? null : <ApiErrorNotice error={save.error} />}
      </form>
    </Dialog>
  );
}
