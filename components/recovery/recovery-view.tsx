"use client";

import { RefreshCw, ShieldCheck } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { useRecovery } from "@/components/shell/use-recovery.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Page } from "@/components/ui/page.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { useLookForRecovery } from "@/lib/client/mutations/look-for-recovery.ts";
import type { RecoveryView as View } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { CaseCard } from "./case-card.tsx";
import { type OpenedWay, WayDialog } from "./way-dialog.tsx";

/** What is not as it should be on the hosts: each case with its evidence, its meaning and its safe ways out. Looks deeply when it is opened. */
export function RecoveryView() {
  const t = useTranslations("recovery");
  const message = useMessage();
  const known = useRecovery();
  const look = useLookForRecovery();
  const { mutate } = look;
  const [opened, setOpened] = useState<OpenedWay | null>(null);
  useEffect(() => mutate(), [mutate]);
  const onChanged = useCallback(() => mutate(), [mutate]);
  const view = known.data;
  const failed = known.isError && !view;
  return (
    <Page
      title={t("title")}
      aside={view ? <LookedAt view={view} /> : null}
      actions={
        <Button
          icon={<RefreshCw aria-hidden className="size-4" />}
          busy={look.isPending}
          onClick={() => mutate()}
          data-testid="recovery-look"
        >
          {t("lookAgain")}
        </Button>
      }
    >
      <p className="text-muted">{t("intro")}</p>
      <ApiErrorNotice error={look.error} />
      {failed ? (
        <ErrorState
          body={message(errorOf(known.error).data.message)}
          onRetry={() => void known.refetch()}
          retrying={known.isFetching}
        />
      ) : null}
      {view ? <Silence view={view} /> : null}
      {!view && !failed ? <Skeleton className="w-2/3" /> : null}
      {view && view.cases.length === 0 && view.scannedAtMs !== null && !look.isPending ? (
        <EmptyState icon={<ShieldCheck aria-hidden />} title={t("none")} body={t("noneBody")} />
      ) : null}
      {look.isPending ? (
        <p role="status" className="text-muted">
          {t("looking")}
        </p>
      ) : null}
      <div className="flex flex-col gap-4" data-testid="recovery-cases" data-looking={look.isPending || undefined}>
        {view?.cases.map((one) => (
          <CaseCard key={one.id} found={one} onOpen={setOpened} />
        ))}
      </div>
      {/* Here and not at its case: that may be gone once it is done, and what was run must stay in sight. */}
      {opened ? <WayDialog opened={opened} onClose={() => setOpened(null)} onChanged={onChanged} /> : null}
    </Page>
  );
}

function LookedAt({ view }: { readonly view: View }) {
  const t = useTranslations("recovery");
  return (
    <>
      <span>{t.rich("lookedAt", { when: () => <RelativeTime key="when" atMs={view.atMs} /> })}</span>
      {view.scannedAtMs === null ? null : (
        <span>{t.rich("scanned", { when: () => <RelativeTime key="when" atMs={view.scannedAtMs ?? 0} /> })}</span>
      )}
    </>
  );
}

/** Hosts of which nothing is known, or not everything. */
function Silence({ view }: { readonly view: View }) {
  const t = useTranslations("recovery");
  const namesOf = (hosts: View["hosts"]) => hosts.map(({ hostName }) => visibleText(hostName)).join(", ");
  const silent = view.hosts.filter(({ reachable }) => !reachable);
  const unscanned = view.hosts.filter(({ reachable, scanProblem }) => reachable && scanProblem !== null);
  return (
    <>
      {silent.length > 0 ? <Notice tone="warn" title={t("silentHosts", { hosts: namesOf(silent) })} /> : null}
      {unscanned.length > 0 ? <Notice tone="info" title={t("notScanned", { hosts: namesOf(unscanned) })} /> : null}
    </>
  );
}
