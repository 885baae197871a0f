"use client";

import { Gauge, Network } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { ApiErrorNotice } from "@/components/ui/api-error-notice.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import { useDirtyRate } from "@/lib/client/mutations/dirty-rate.ts";
import { useMeasureLink } from "@/lib/client/mutations/measure-link.ts";
import type { DomainUuid, HostId, Message } from "@/lib/contract/index.ts";

const SECONDS = ["1", "3", "10", "30", "60"] as const;
/** Long enough for TCP to open up, short enough for a link in use. */
const LINK_SECONDS = 3;

/** Measures what a forecast lacks, or has only an old figure of: how fast the VM dirties its memory, and what the link carries. */
export function MeasureButtons(props: {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  /** Not of a VM that stands still. */
  readonly withDirtyRate: boolean;
  /** Why the dirty rate cannot be measured here. */
  readonly dirtyRateRefusal: Message | null;
  readonly missing: readonly ("dirty-rate" | "bandwidth")[];
}) {
  const { domainUuid, sourceHostId, destinationHostId, missing } = props;
  const t = useTranslations("forecast");
  const message = useMessage();
  const [seconds, setSeconds] = useState<(typeof SECONDS)[number]>("3");
  const dirty = useDirtyRate();
  const link = useMeasureLink();
  const variant = (name: "dirty-rate" | "bandwidth") => (missing.includes(name) ? "primary" : "secondary");
  return (
    <div className="flex flex-col gap-2">
      {/* Of one missing figure the forecast's own reason tells. */}
      {missing.length > 1
        ? missing.map((name) => (
            <p key={name} className="text-sm">
              {t(`missing.${name}`)}
            </p>
          ))
        : null}
      <div className="flex flex-wrap items-center gap-2">
        {props.withDirtyRate && props.dirtyRateRefusal === null ? (
          <>
            <Button
              size="sm"
              variant={variant("dirty-rate")}
              icon={<Gauge aria-hidden className="size-4" />}
              busy={dirty.isPending}
              onClick={() => dirty.mutate({ hostId: sourceHostId, domainUuid, seconds: Number(seconds) })}
              data-testid="measure-dirty-rate"
            >
              {t("measureDirty")}
            </Button>
            <Select
              aria-label={t("measureFor")}
              value={seconds}
              options={SECONDS.map((value) => ({ value, label: `${value} s` }))}
              onChange={setSeconds}
              className="w-20"
            />
          </>
        ) : null}
        <Button
          size="sm"
          variant={variant("bandwidth")}
          icon={<Network aria-hidden className="size-4" />}
          busy={link.isPending}
          onClick={() => link.mutate({ sourceHostId, destinationHostId, seconds: LINK_SECONDS })}
          data-testid="measure-bandwidth"
        >
          {t("measureBandwidth")}
        </Button>
        <span className="text-muted text-sm">{t("measureBandwidthHint", { seconds: LINK_SECONDS })}</span>
      </div>
      {props.withDirtyRate && props.dirtyRateRefusal ? (
        <p className="text-muted text-sm">{message(props.dirtyRateRefusal)}</p>
      ) : null}
      <ApiErrorNotice error={dirty.error} />
      <ApiErrorNotice error={link.error} />
    </div>
  );
}
