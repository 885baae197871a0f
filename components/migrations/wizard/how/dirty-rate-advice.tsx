"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { HostWords } from "@/components/ui/host-words.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { Select } from "@/components/ui/select.tsx";
import { api } from "@/lib/client/api.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { type DirtyRateView, type Domain, queryKeys } from "@/lib/contract/index.ts";
import { useHow } from "./context.tsx";
import { dirtyRateVerdict, seenRate } from "./dirty-rate-verdict.ts";

const MIB = 2 ** 20;
const SECONDS = ["1", "3", "10", "30", "60"] as const;

/** How fast the VM dirties its memory, measured by one press, and what that means for the limit or the link. */
export function DirtyRateAdvice({ domain }: { readonly domain: Domain }) {
  const { support } = useHow();
  const t = useTranslations("wizard.how.policies");
  const message = useMessage();
  const client = useQueryClient();
  const [seconds, setSeconds] = useState<(typeof SECONDS)[number]>("3");
  const key = queryKeys.dirtyRate(domain.hostId, domain.uuid);
  const known = useQuery<DirtyRateView>({ queryKey: key, queryFn: skipToken });
  const measure = useMutation({
    mutationFn: () => api.migrations.dirtyRate({ hostId: domain.hostId, domainUuid: domain.uuid, seconds: Number(seconds) }),
    onSuccess: (view) => client.setQueryData(key, view),
  });
  const rate = support["dirty-rate"];
  if (rate.supported === false) return <p className="text-muted text-sm">{message(rate.reason)}</p>;
  return (
    <div className="flex flex-col gap-2" data-testid="dirty-rate">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={<Gauge aria-hidden className="size-4" />}
          busy={measure.isPending}
          onClick={() => measure.mutate()}
          data-testid="measure-dirty-rate"
        >
          {t("measure")}
        </Button>
        <Select
          aria-label={t("measureFor")}
          value={seconds}
          options={SECONDS.map((value) => ({ value, label: `${value} s` }))}
          onChange={setSeconds}
          className="w-20"
        />
        <span className="text-muted text-sm">{t("measureHint")}</span>
      </div>
      {measure.isError ? (
        <Notice tone="warn" live title={t("measureFailed")}>
          {message(errorOf(measure.error).data.message)}
          <HostWords text={errorOf(measure.error).data.detail} />
        </Notice>
      ) : null}
      {known.data ? <Verdict view={known.data} /> : null}
    </div>
  );
}

/** The measured rate beside what it has to go through, with the way out by one press. */
function Verdict({ view }: { readonly view: DirtyRateView }) {
  const { params, change, model, migrations, support } = useHow();
  const t = useTranslations("wizard.how.policies");
  const format = useFormat();
  const { options, source, destination } = model;
  const limitMiB = options.ok ? options.options.bandwidthMiBps : null;
  const limit = limitMiB === null ? null : limitMiB * MIB;
  const seen = source && destination ? seenRate(migrations, source.registration.id, destination.registration.id) : null;
  const verdict = dirtyRateVerdict(view.bytesPerSec, limit, seen);
  const never = verdict === "never" || verdict === "seenNever";
  const values = { limit: format.rate(limit ?? 0), seen: format.rate(seen ?? 0) };
  const canPostCopy = params.postCopy === "off" && support["post-copy"].supported !== false;
  return (
    <Notice
      tone={never ? "warn" : "info"}
      live
      title={t("measured", { rate: format.rate(view.bytesPerSec), seconds: view.periodS })}
      actions={
        never ? (
          <>
            {canPostCopy ? (
              <Button size="sm" onClick={() => change({ postCopy: "by-hand" })}>
                {t("takePostCopy")}
              </Button>
            ) : null}
            {verdict === "never" ? (
              <Button size="sm" onClick={() => change({ bandwidth: "" })}>
                {t("dropLimit")}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {t(verdict, values)}
    </Notice>
  );
}
