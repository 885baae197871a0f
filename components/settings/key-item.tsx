"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SshKeyView } from "@/lib/contract/index.ts";

const SERVER_KEY = "server";

/** One key: name, fingerprint, who uses it, its public half to copy. */
export function KeyItem(props: { readonly sshKey: SshKeyView; readonly onRemove: () => void }) {
  const t = useTranslations("settings.keys");
  const { sshKey } = props;
  const isServer = sshKey.id === SERVER_KEY;
  const stays = isServer ? t("serverStays") : sshKey.usedByHosts > 0 ? t("inUse") : null;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium [overflow-wrap:anywhere]">{isServer ? t("server") : sshKey.name}</p>
          <p className="flex flex-wrap gap-x-3 text-muted text-sm">
            <span>{sshKey.algorithm}</span>
            <code className="font-mono [overflow-wrap:anywhere]">{sshKey.fingerprint}</code>
            <span>{t("usedByCount", { count: sshKey.usedByHosts })}</span>
            <RelativeTime atMs={sshKey.createdAtMs} />
          </p>
        </div>
        <IconButton
          size="sm"
          label={stays ?? t("removeNamed", { name: sshKey.name })}
          aria-disabled={stays !== null || undefined}
          onClick={stays === null ? props.onRemove : undefined}
        >
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </div>
      <details className="text-sm">
        <summary className="w-fit text-accent">{t("publicKey")}</summary>
        <div className="mt-1.5">
          <CommandBlock quoted={sshKey.publicKey.trim()} />
        </div>
      </details>
    </div>
  );
}
