"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { FixRecordItem } from "@/components/fixes/fix-record-item.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { fixesQuery } from "@/lib/client/queries/fixes.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";

/** What the console changed on a host: each fix with who, when, its commands, and its Undo. */
export function HostFixes(props: { readonly host: HostSnapshot; readonly hosts: readonly HostSnapshot[] }) {
  const t = useTranslations("fixDialog.list");
  const message = useMessage();
  const fixes = useQuery(fixesQuery(props.host.registration.id));
  const nameOf = (hostId: string) => props.hosts.find((host) => host.registration.id === hostId)?.registration.name ?? hostId;
  if (!fixes.data)
    return fixes.isError ? (
      <ErrorState
        body={message(errorOf(fixes.error).data.message)}
        onRetry={() => void fixes.refetch()}
        retrying={fixes.isFetching}
      />
    ) : (
      <Skeleton className="w-2/3" />
    );
  if (fixes.data.length === 0) return <p className="text-muted">{t("empty")}</p>;
  return (
    <ul aria-label={t("label")} data-testid="host-fixes">
      {fixes.data.map((record) => (
        <FixRecordItem key={record.id} record={record} nameOf={nameOf} />
      ))}
    </ul>
  );
}
