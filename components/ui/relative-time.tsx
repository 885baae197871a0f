"use client";

import { useHydrated, useNow } from "@/components/i18n/clock.ts";
import { useFormat } from "@/components/i18n/use-format.ts";

/** How long ago, with the absolute time on hover; turns by itself once a second with all the others. */
export function RelativeTime(props: { readonly atMs: number; readonly className?: string }) {
  const now = useNow();
  const format = useFormat();
  const hydrated = useHydrated();
  return (
    <time
      dateTime={new Date(props.atMs).toISOString()}
      // The time zone is known to the browser only.
      title={hydrated ? format.dateTime(props.atMs) : undefined}
      className={props.className}
      suppressHydrationWarning
    >
      {format.relative(props.atMs, now)}
    </time>
  );
}
