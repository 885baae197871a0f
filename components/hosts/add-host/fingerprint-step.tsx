"use client";

import { useTranslations } from "use-intl";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Fingerprint } from "../fingerprint.tsx";
import { fingerprintCommand } from "../problem-commands.ts";
import type { AddHostFlow } from "./use-add-host.ts";

/** Second step: the host key that came, and how to compare it with the host's own. */
export function FingerprintStep(props: { readonly flow: AddHostFlow }) {
  const t = useTranslations("hosts.addDialog");
  const { flow } = props;
  const key = flow.result?.hostKey;
  if (!key) return null;
  return (
    <div className="flex flex-col gap-3">
      {flow.keyChanged && (
        <Notice tone="danger" live>
          {t("changedBetween")}
        </Notice>
      )}
      <p>{t("fingerprintIntro", { address: flow.draft.address.trim() })}</p>
      <CommandBlock argv={fingerprintCommand(key.algorithm)} hostName={flow.draft.address.trim()} />
      <Fingerprint label={t("fingerprint")} hostKey={key} />
      <p className="text-muted text-sm">{t("fingerprintCompare")}</p>
      <Checkbox checked={flow.compared} onChange={flow.setCompared} label={t("fingerprintBox")} />
    </div>
  );
}
