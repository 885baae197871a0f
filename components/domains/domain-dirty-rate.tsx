"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { useDirtyRate, useLastDirtyRate } from "@/lib/client/mutations/dirty-rate.ts";
import type { DomainRow } from "./domain-rows.ts";

/** How fast the VM dirties its memory: the last figure that was measured, and a button that measures for a second. Greyed with the reason when it cannot. */
export function DomainDirtyRate({ row }: { readonly row: DomainRow }) {
  const t = useTranslations("domains.dirtyRate");
  const format = useFormat();
  const { domain, migration } = row;
  const measure = useDirtyRate();
  const last = useLastDirtyRate(domain.hostId, domain.uuid);
  const refusal = migration ? t("moving") : domain.state === "running" ? null : t("notRunning");
  return (
    <div className="flex flex-col gap-1" data-testid="dirty-rate">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tabular-nums" role="status" data-testid="dirty-rate-value">
          {last ? t("value", { rate: format.rate(last.bytesPerSec), seconds: last.periodS }) : t("never")}
        </span>
        {last ? (
          <span className="text-muted text-sm">
            <RelativeTime atMs={last.measuredAtMs} />
          </span>
        ) : null}
        <Button
          size="sm"
          busy={measure.isPending}
          disabled={refusal !== null}
          onClick={() => measure.mutate({ hostId: domain.hostId, domainUuid: domain.uuid })}
          aria-describedby={refusal === null ? undefined : "dirty-rate-refusal"}
          data-testid="dirty-rate-measure"
        >
          {t("measure")}
        </Button>
      </div>
      {refusal === null ? null : (
        <p id="dirty-rate-refusal" className="text-muted text-sm">
          {refusal}
        </p>
      )}
      <ApiErrorNotice error={measure.error} />
    </div>
  );
}
