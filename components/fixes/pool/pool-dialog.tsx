"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type FieldErrors, useFieldErrors } from "@/components/i18n/use-field-errors.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid.ts";
import type { FixRequest, HostId, PoolSpec } from "@/lib/contract/index.ts";
import { FixDialog } from "../fix-dialog.tsx";
import { emptyPool, type PoolDraft, readPool } from "./pool-draft.ts";
import { PoolForm } from "./pool-form.tsx";

const FORM = "set-up-storage-form";

/** Shared storage from here: the same pool on every chosen host. A form, then the commands, then what came of them. */
export function PoolDialog(props: {
  readonly hosts: readonly { readonly id: HostId; readonly name: string }[];
  readonly chosen: readonly HostId[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const t = useTranslations("fixDialog.pool");
  const tAction = useTranslations("common.action");
  const { ofIssues } = useFieldErrors();
  const [draft, setDraft] = useState(() => emptyPool(props.chosen));
  const [errors, setErrors] = useState<FieldErrors | null>(null);
  const [pool, setPool] = useState<PoolSpec | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, errors);
  const edit = (next: PoolDraft) => {
    // What was said of another kind's fields does not hold for this one's.
    if (next.type !== draft.type) setErrors(null);
    setDraft(next);
  };
  if (pool) {
    const names = draft.hostIds.map((id) => props.hosts.find((host) => host.id === id)?.name ?? id);
    const request: FixRequest = { action: { kind: "set-up-pool", pool }, domainUuid: null, hostIds: draft.hostIds };
    return (
      <FixDialog
        request={request}
        source={names[0] ?? ""}
        destination={names[1] ?? ""}
        hostNames={names}
        onBack={() => setPool(null)}
        onClose={props.onClose}
        onChanged={props.onChanged}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      width="lg"
      title={t("title")}
      description={t("body")}
      footer={
        <>
          <Button onClick={props.onClose}>{tAction("cancel")}</Button>
          <Button type="submit" form={FORM} variant="primary" data-testid="pool-preview">
            {t("preview")}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={FORM}
        noValidate
        data-testid="pool-form"
        onSubmit={(event) => {
          event.preventDefault();
          // React hands it on to the form that the dialog was opened from.
          event.stopPropagation();
          const read = readPool(draft);
          setErrors(read.ok ? null : ofIssues(read.issues));
          if (read.ok) setPool(read.pool);
        }}
      >
        <PoolForm draft={draft} onChange={edit} errors={errors ?? {}} hosts={props.hosts} />
      </form>
    </Dialog>
  );
}
