"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { sshKeysQuery } from "@/lib/client/queries/ssh-keys.ts";
import type { SshKeyView } from "@/lib/contract/index.ts";
import { AddKeyDialog } from "./add-key-dialog.tsx";
import { KeyItem } from "./key-item.tsx";
import { RemoveKeyDialog } from "./remove-key-dialog.tsx";

/** The SSH keys with which VirtFerry signs in to hosts. */
export function KeysCard() {
  const t = useTranslations("settings.keys");
  const message = useMessage();
  const { data: keys, error, refetch } = useQuery(sshKeysQuery());
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SshKeyView | null>(null);
  return (
    <Card
      title={t("title")}
      actions={
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      }
    >
      <p className="px-4 pt-3 text-muted text-sm">{t("intro")}</p>
      {error && !keys && (
        <ErrorState title={t("loadFailed")} body={message(errorOf(error).data.message)} onRetry={() => void refetch()} />
      )}
      {!keys && !error && (
        <div className="px-4 py-4">
          <Skeleton className="h-12 w-full" />
        </div>
      )}
      <ul className="pb-1">
        {keys?.map((key) => (
          <li key={key.id} className="border-line border-b px-4 py-3 last:border-0">
            <KeyItem sshKey={key} onRemove={() => setRemoving(key)} />
          </li>
        ))}
      </ul>
      <AddKeyDialog open={adding} onClose={() => setAdding(false)} />
      <RemoveKeyDialog sshKey={removing} onClose={() => setRemoving(null)} />
    </Card>
  );
}
