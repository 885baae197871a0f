"use client";

import clsx from "clsx";
import { Radio, RefreshCw, Unplug } from "lucide-react";
import { useTranslations } from "use-intl";
import { useHydrated, useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";
import { type LiveState, useLiveState } from "@/lib/client/live-state.ts";

const LOOKS = {
  live: [Radio, "text-pass", "live"],
  paused: [RefreshCw, "text-warn", "pollingShort"],
  "server-gone": [Unplug, "text-block", "offlineShort"],
} as const satisfies Record<LiveState, unknown>;

/** Whether what is shown is live, and the server's time. The width stays the same whatever it says. */
export function LiveMark() {
  const t = useTranslations("common.shell");
  const format = useFormat();
  const now = useNow();
  const hydrated = useHydrated();
  const state = useLiveState();
  const [Icon, colour, key] = LOOKS[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-sm" data-testid="live-state" data-state={state}>
      <Icon aria-hidden className={clsx("size-4", colour)} />
      <span role="status" className="sr-only sm:not-sr-only">
        {t(key)}
      </span>
      <span className="hidden w-[4.75rem] text-right text-muted lg:inline-block" title={t("clock")}>
        {hydrated ? format.timeOfDay(now) : ""}
      </span>
    </span>
  );
}
