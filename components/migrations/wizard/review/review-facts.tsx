"use client";

import { useTranslations } from "use-intl";
import type { MigrationOptions } from "@/lib/contract/index.ts";
import { changesOf } from "./changes.ts";
import type { ReviewNames } from "./names.ts";

/** What is created, what is removed, what can be undone until when. */
export function ReviewFacts(props: {
  readonly names: ReviewNames;
  readonly options: MigrationOptions;
  /** The VM has a stored definition on the source. */
  readonly persistent: boolean;
}) {
  const t = useTranslations("wizard.review");
  const changes = changesOf(props.options, props.persistent);
  const values = { ...props.names, disks: changes.disks, name: changes.name };
  return (
    <div className="grid gap-4 sm:grid-cols-3" data-testid="review-facts">
      {(["created", "removed", "undo"] as const).map((part) => (
        <section key={part} className="min-w-0">
          <h3 className="font-medium text-sm">{t(part)}</h3>
          <ul className="mt-1 flex flex-col gap-1 text-sm [overflow-wrap:anywhere]">
            {changes[part].map((key) => (
              <li key={key}>{t(key, values)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
