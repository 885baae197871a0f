"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { PolicySummary } from "@/components/policies/policy-summary.tsx";
import { RemovePolicyDialog } from "@/components/policies/remove-policy-dialog.tsx";
import { buttonClass } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { policiesQuery } from "@/lib/client/queries/policies.ts";
import type { MigrationPolicy } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** All named policies, with what each fixes and for which VM. */
export function PoliciesCard() {
  const t = useTranslations("policies");
  const message = useMessage();
  const policies = useQuery(policiesQuery());
  const [removing, setRemoving] = useState<MigrationPolicy | null>(null);
  return (
    <Card title={t("title")}>
      <p className="px-4 pt-3 text-muted text-sm">{t("intro")}</p>
      {policies.error && !policies.data ? (
        <ErrorState
          title={t("loadFailed")}
          body={message(errorOf(policies.error).data.message)}
          onRetry={() => void policies.refetch()}
        />
      ) : null}
      {policies.isPending ? (
        <div className="px-4 py-4">
          <Skeleton className="h-12 w-full" />
        </div>
      ) : null}
      {policies.data?.length === 0 ? (
        <EmptyState
          title={t("empty")}
          body={t("emptyHint")}
          action={
            <Link href="/migrations/new" className={buttonClass()}>
              {t("open")}
            </Link>
          }
        />
      ) : null}
      <ul className="pb-1">
        {policies.data?.map((policy) => (
          <li key={policy.id} className="border-line border-b px-4 py-3 last:border-0">
            <PolicyItem policy={policy} onRemove={() => setRemoving(policy)} />
          </li>
        ))}
      </ul>
      <RemovePolicyDialog policy={removing} onClose={() => setRemoving(null)} />
    </Card>
  );
}

function PolicyItem(props: { readonly policy: MigrationPolicy; readonly onRemove: () => void }) {
  const { policy } = props;
  const t = useTranslations("policies");
  const hosts = useQuery({ ...hostsQuery(), enabled: policy.domainUuid !== null });
  const vm = hosts.data?.flatMap((host) => host.domains).find((domain) => domain.uuid === policy.domainUuid);
  const scope = policy.domainUuid === null ? t("all") : vm ? t("vm", { vm: visibleText(vm.name) }) : t("gone");
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium">
          <HostText text={policy.name} />
        </p>
        <p className="text-sm">
          <PolicySummary options={policy.options} />
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm">
          <span>{scope}</span>
          <span>{t("by", { user: policy.createdBy })}</span>
          <RelativeTime atMs={policy.updatedAtMs} />
        </p>
      </div>
      <IconButton size="sm" label={t("remove", { name: visibleText(policy.name) })} onClick={props.onRemove}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
