"use client";

import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import type { MigrationOptions } from "@/lib/contract/index.ts";
import { describeMode } from "@/lib/core/migration/describe-mode.ts";

/** In which way it moves: the mode, and as badges post-copy, TLS and channels. */
export function ModeWords({ options }: { readonly options: MigrationOptions }) {
  const message = useMessage();
  const { mode, marks } = describeMode(options);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5" data-testid="mode">
      {message(mode)}
      {marks.map((mark) => (
        <Badge key={mark.key}>{message(mark)}</Badge>
      ))}
    </span>
  );
}
