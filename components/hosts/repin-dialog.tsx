"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { api } from "@/lib/client/api.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { fingerprintCommand } from "./problem-commands.ts";

/** The accepted and the shown host key side by side; the new one is accepted only after it was compared on the host. */
export function RepinDialog(props: { readonly host: HostSnapshot; readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations("hosts.repin");
  const tAction = useTranslations("common.action");
  const { registration, problem } = props.host;
  const presented = problem?.presentedKey;
  const [compared, setCompared] = useState<string | null>(null);
  const repin = useMutation({
    mutationFn: (fingerprint: string) => api.hosts.repin({ hostId: registration.id, acceptedFingerprint: fingerprint }),
    onSuccess: props.onClose,
  });
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t("title", { host: registration.name })}
      footer={
        <>
          <Button onClick={props.onClose}>{tAction("cancel")}</Button>
          {presented && (
            <Button
              variant="danger"
              disabled={compared !== presented.fingerprint}
              busy={repin.isPending}
              onClick={() => repin.mutate(presented.fingerprint)}
            >
              {t("accept", { host: registration.name })}
            </Button>
          )}
        </>
      }
    >
      {presented ? (
        <div className="flex flex-col gap-3">
          <p>{t("body")}</p>
          <CommandBlock argv={fingerprintCommand(presented.algorithm)} hostName={registration.name} />
          <Fingerprint label={t("was")} hostKey={registration.hostKey} />
          <Fingerprint label={t("is")} hostKey={presented} />
          <Checkbox
            checked={compared === presented.fingerprint}
            onChange={(checked) => setCompared(checked ? presented.fingerprint : null)}
            label={t("confirmBox")}
          />
          <ApiErrorNotice error={repin.error} />
        </div>
      ) : (
        <Notice tone="pass">{t("gone")}</Notice>
      )}
    </Dialog>
  );
}
