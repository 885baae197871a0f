"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { buttonClass } from "@/components/ui/button.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { errorOf } from "@/lib/client/api-error.ts";

/** Why a start did not happen, at the button that was pressed. */
export function StartError({ error }: { readonly error: unknown }) {
  const t = useTranslations("wizard.start");
  const message = useMessage();
  const { code, data } = errorOf(error);
  if (code === "network") {
    return (
      <Notice tone="warn" live>
        {t("lost")}
      </Notice>
    );
  }
  if (code === "already-migrating") {
    return (
      <Notice
        tone="warn"
        live
        title={t("alreadyMigrating")}
        actions={
          data.migrationId ? (
            <Link href={`/migrations/${data.migrationId}`} className={buttonClass("secondary", "sm")} data-testid="winner">
              {t("openWinner")}
            </Link>
          ) : null
        }
      >
        {message(data.message)}
      </Notice>
    );
  }
  return (
    <Notice tone="danger" live title={t("failed")}>
      {message(data.message)}
      {data.detail ? (
        <pre className="mt-1 whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
          <HostText text={data.detail} keepLines />
        </pre>
      ) : null}
    </Notice>
  );
}
