"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import type { FencedHost, RecoveryWay } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

const FORM = "fence-form";

/** Asks for the name of each host that does not answer: whoever types it declares that it is powered off. */
export function FenceDialog(props: {
  readonly fence: RecoveryWay["fence"];
  readonly onClose: () => void;
  readonly onTyped: (fenced: readonly FencedHost[]) => void;
}) {
  const t = useTranslations("recovery.fence");
  const tAction = useTranslations("common.action");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  const typedFor = (hostId: string) => typed[hostId]?.trim() ?? "";
  const right = props.fence.every(({ hostId, hostName }) => typedFor(hostId) === hostName);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t("title")}
      footer={
        <>
          <Button onClick={props.onClose}>{tAction("cancel")}</Button>
          <Button type="submit" form={FORM} variant="primary" data-testid="fence-next">
            {t("next")}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (right) props.onTyped(props.fence.map(({ hostId }) => ({ hostId, typedName: typedFor(hostId) })));
        }}
      >
        <Notice tone="danger">{t("body")}</Notice>
        {props.fence.map(({ hostId, hostName }) => (
          <Field
            key={hostId}
            label={t("label", { host: visibleText(hostName) })}
            error={tried && typedFor(hostId) !== hostName ? t("wrong") : undefined}
          >
            <TextInput
              mono
              value={typed[hostId] ?? ""}
              onChange={(event) => setTyped({ ...typed, [hostId]: event.target.value })}
            />
          </Field>
        ))}
      </form>
    </Dialog>
  );
}
