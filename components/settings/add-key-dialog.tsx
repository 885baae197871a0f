"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type FieldErrors, useFieldErrors } from "@/components/i18n/use-field-errors.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { TextArea, TextInput } from "@/components/ui/text-input.tsx";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid.ts";
import { api } from "@/lib/client/api.ts";
import { addKeyInput, queryKeys } from "@/lib/contract/index.ts";

const FORM_ID = "add-key";
const EMPTY = { name: "", privateKey: "", passphrase: "" };

/** Stores a pasted private key. */
export function AddKeyDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations("settings.keys");
  const tAction = useTranslations("common.action");
  const tState = useTranslations("common.state");
  const client = useQueryClient();
  const { ofIssues, ofApi } = useFieldErrors();
  const [draft, setDraft] = useState(EMPTY);
  const [issues, setIssues] = useState<FieldErrors>({});
  const close = () => {
    // A private key does not stay in the page's memory.
    setDraft(EMPTY);
    setIssues({});
    add.reset();
    props.onClose();
  };
  const add = useMutation({
    mutationFn: () =>
      api.keys.add({
        name: draft.name.trim(),
        privateKey: draft.privateKey,
        ...(draft.passphrase !== "" && { passphrase: draft.passphrase }),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
      close();
    },
  });
  const apiErrors = add.error ? ofApi(add.error) : null;
  const errors: FieldErrors = { ...apiErrors, ...issues };
  const ref = useRef<HTMLFormElement>(null);
  useFocusInvalid(ref, errors);
  const submit = () => {
    const parsed = addKeyInput.safeParse({ name: draft.name, privateKey: draft.privateKey });
    setIssues(parsed.success ? {} : ofIssues(parsed.error.issues));
    if (parsed.success) add.mutate();
  };
  const set = (part: Partial<typeof EMPTY>) => setDraft({ ...draft, ...part });
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={t("addTitle")}
      footer={
        <>
          <Button onClick={close}>{tAction("cancel")}</Button>
          <Button type="submit" form={FORM_ID} variant="primary" busy={add.isPending}>
            {t("add")}
          </Button>
        </>
      }
    >
      <form
        ref={ref}
        id={FORM_ID}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("name")} error={errors.name}>
          <TextInput value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t("privateKey")} hint={t("privateKeyHint")} error={errors.privateKey}>
          <TextArea rows={7} value={draft.privateKey} onChange={(event) => set({ privateKey: event.target.value })} />
        </Field>
        <Field label={t("passphrase")} note={tState("optional")} hint={t("passphraseHint")} error={errors.passphrase}>
          <TextInput
            type="password"
            autoComplete="new-password"
            value={draft.passphrase}
            onChange={(event) => set({ passphrase: event.target.value })}
          />
        </Field>
        {!apiErrors && <ApiErrorNotice error={add.error} />}
      </form>
    </Dialog>
  );
}
