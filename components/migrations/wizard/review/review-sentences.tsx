"use client";

import { useTranslations } from "use-intl";
import { useFormat } from "@/components/i18n/use-format.ts";
import { Notice } from "@/components/ui/notice.tsx";
import type { Domain, MigrationRequest } from "@/lib/contract/index.ts";
import { needsPostCopy } from "@/lib/core/migration/option-uses.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { ReviewNames } from "./names.ts";
import { sayings } from "./sayings.ts";

/** In plain sentences: what will happen with these choices, and the risk of post-copy where it may come to that. */
export function ReviewSentences(props: {
  readonly names: ReviewNames;
  readonly request: MigrationRequest;
  readonly domain: Domain;
}) {
  const { names, request, domain } = props;
  const { options } = request;
  const t = useTranslations("wizard.review");
  const says = useTranslations("wizard.review.says");
  const types = useTranslations("wizard.how.devices.types");
  const risk = useTranslations("wizard.how.postCopy");
  const words = useFormat();
  const typeWords = (type: string) => (type === "bridge" || type === "network" || type === "direct" ? types(type) : type);
  const all = sayings({ options, pingAddress: request.pingAddress, domain, names, words, typeWords });
  const copyName = visibleText(options.destinationName ?? "");
  const first = {
    live: t("sentence", { ...names }),
    offline: t("sentenceOffline", { ...names }),
    "cold-copy": options.newUuid ? t("sentenceClone", { ...names, name: copyName }) : t("sentenceCold", { ...names }),
    "saved-state": t("sentenceSaved", { ...names }),
  }[options.mode];
  return (
    <>
      <div className="[overflow-wrap:anywhere]" data-testid="review-sentence">
        <p className="font-medium">{first}</p>
        {all.map(({ key, values }) => (
          <p key={`${key} ${JSON.stringify(values)}`}>{says(key, { ...values })}</p>
        ))}
      </div>
      {options.mode === "live" && needsPostCopy(options) ? (
        <Notice tone="warn" title={t("risk")}>
          {risk("risk")}
        </Notice>
      ) : null}
    </>
  );
}
