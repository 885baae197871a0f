"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import type { MigrationOptions } from "@/lib/contract/index.ts";

export interface ReviewNames {
  readonly vm: string;
  readonly from: string;
  readonly to: string;
}

/** In plain sentences: what will happen with these options. */
export function ReviewSentences(props: { readonly names: ReviewNames; readonly options: MigrationOptions }) {
  const { names, options } = props;
  const t = useTranslations("wizard.review");
  const format = useFormat();
  const timeout = options.timeoutS === null ? null : format.duration(options.timeoutS * 1000);
  const sentences = [
    options.maxDowntimeMs === null ? t("downtimeDefault") : t("downtimeSet", { limit: format.duration(options.maxDowntimeMs) }),
    options.bandwidthMiBps === null
      ? t("bandwidthDefault")
      : t("bandwidthSet", { limit: format.rate(options.bandwidthMiBps * 2 ** 20) }),
    options.autoConverge ? t("convergeOn") : null,
    timeout === null
      ? null
      : options.timeoutAction === "suspend"
        ? t("timeoutSuspend", { limit: timeout })
        : t("timeoutAbort", { limit: timeout, from: names.from }),
  ].filter((sentence) => sentence !== null);
  return (
    <div className="[overflow-wrap:anywhere]" data-testid="review-sentence">
      <p className="font-medium">{t("sentence", { ...names })}</p>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** What is created, what is removed, what can be undone until when. */
export function ReviewFacts(props: {
  readonly names: ReviewNames;
  readonly options: MigrationOptions;
  /** The VM has a stored definition on the source. */
  readonly persistent: boolean;
}) {
  const { names, options } = props;
  const t = useTranslations("wizard.review");
  const { from, to } = names;
  const kept = props.persistent && !options.persistent;
  const blocks = [
    { title: t("created"), lines: [t("createdRunning", { to }), options.persistent ? t("createdDefinition", { to }) : null] },
    {
      title: t("removed"),
      lines: [
        t("removedRunning", { from }),
        options.undefineSource ? t("removedDefinition", { from }) : null,
        kept ? t("keptDefinition", { from }) : null,
        t("removedNothing"),
      ],
    },
    { title: t("undo"), lines: [t("undoBefore", { from }), t("undoAfter", { from, to })] },
  ];
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {blocks.map((block) => (
        <section key={block.title} className="min-w-0">
          <h3 className="font-medium text-sm">{block.title}</h3>
          <ul className="mt-1 flex flex-col gap-1 text-sm [overflow-wrap:anywhere]">
            {block.lines.filter(Boolean).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
