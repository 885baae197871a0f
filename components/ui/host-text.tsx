"use client";

import { useTranslations } from "use-intl";
import { visibleParts } from "@/lib/format/visible-text.ts";

/**
 * Text that came from a host: never markup, isolated in its writing direction, with control, bidirectional and zero-width
 * characters shown as their codes. `keepLines` leaves line breaks and tabs as they are, for blocks of output.
 */
export function HostText(props: { readonly text: string; readonly keepLines?: boolean }) {
  const t = useTranslations("common.text");
  return (
    <bdi>
      {visibleParts(props.text, props.keepLines ?? false).map((part, index) =>
        part.hidden ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text have no other name than their place
            key={index}
            title={t("hidden", { code: part.text })}
            className="mx-px rounded-sm border border-warn/50 px-0.5 font-mono text-[0.75em] text-warn"
          >
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
