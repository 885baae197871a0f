"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { serverNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { useLiveState } from "@/lib/client/live-state.ts";

/**
 * A thin bar when the page is not live: paused (it reads every few seconds) or the server gone (the last picture, with its time).
 * It lies over the page's upper margin, so that nothing moves when it comes and goes.
 */
export function ConnectionBar() {
  const t = useTranslations("common.shell");
  const format = useFormat();
  const state = useLiveState();
  const [lastSeenMs, setLastSeenMs] = useState<number | null>(null);
  useEffect(() => {
    setLastSeenMs(state === "server-gone" ? serverNow() : null);
  }, [state]);
  const gone = state === "server-gone";
  return (
    <div role="status" className="absolute inset-x-0 top-full">
      {state === "paused" && (
        <p className="border-warn/50 border-b bg-surface px-4 text-center text-sm text-warn">{t("polling")}</p>
      )}
      {gone && lastSeenMs !== null && (
        <p className="border-block/50 border-b bg-surface px-4 text-center text-block text-sm">
          {t("offline", { time: format.timeOfDay(lastSeenMs) })}
        </p>
      )}
    </div>
  );
}
