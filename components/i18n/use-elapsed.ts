"use client";

import { useHydrated, useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";

/** How long something lasts by now, counted on each second; the moment it began on hover. For use inside a sentence. */
export function useElapsed(sinceMs: number): { readonly text: string; readonly since: string | undefined } {
  const now = useNow();
  const format = useFormat();
  const hydrated = useHydrated();
  return { text: format.duration(Math.max(1000, now - sinceMs)), since: hydrated ? format.dateTime(sinceMs) : undefined };
}
