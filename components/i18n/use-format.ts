"use client";

import { useMemo } from "react";
import { useLocale } from "use-intl";
import { formatBytes, formatBytesOf, formatRate } from "@/lib/format/bytes.ts";
import { formatDuration } from "@/lib/format/duration.ts";
import { formatCount, formatDecimal, formatPercent } from "@/lib/format/number.ts";
import { formatDateTime, formatRelative, formatTimeOfDay } from "@/lib/format/time.ts";

/** The formatters of lib/format bound to the language of the page. Absolute times are in the browser's time zone. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(
    () => ({
      bytes: (bytes: number) => formatBytes(locale, bytes),
      /** "3.1 / 4 GiB" */
      bytesOf: (part: number, whole: number) => formatBytesOf(locale, part, whole),
      rate: (bytesPerSec: number) => formatRate(locale, bytesPerSec),
      duration: (ms: number) => formatDuration(locale, ms),
      percent: (fraction: number) => formatPercent(locale, fraction),
      count: (value: number) => formatCount(locale, value),
      decimal: (value: number, decimals: number) => formatDecimal(locale, value, decimals),
      relative: (atMs: number, nowMs: number) => formatRelative(locale, atMs, nowMs),
      dateTime: (atMs: number) => formatDateTime(locale, atMs),
      timeOfDay: (atMs: number) => formatTimeOfDay(locale, atMs),
    }),
    [locale],
  );
}
