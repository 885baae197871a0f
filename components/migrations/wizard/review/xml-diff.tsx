"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import type { MigrationPlanView } from "@/lib/contract/index.ts";

/** How the definition at the destination differs from the source's, line by line, before it is used. */
export function XmlDiff({ lines }: { readonly lines: MigrationPlanView["xmlDiff"] }) {
  const t = useTranslations("wizard.review");
  if (lines.length === 0) return null;
  return (
    <section className="min-w-0" data-testid="xml-diff">
      <h3 className="font-medium text-sm">{t("xml")}</h3>
      <p className="text-muted text-sm">{t("xmlHint")}</p>
      <ul aria-label={t("xmlLabel")} className="mt-2 rounded-md border border-line bg-sunken py-1 font-mono text-sm">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one fixed text have no other name than their place
          <li key={index} className={clsx("whitespace-pre-wrap px-2.5 [overflow-wrap:anywhere]", TONES[line.kind])}>
            {line.kind === "gap" ? (
              <span className="text-muted">… {t("xmlGap", { lines: line.lines })}</span>
            ) : (
              <>
                <span aria-hidden>{MARKS[line.kind]} </span>
                {line.kind === "same" ? null : (
                  <span className="sr-only">{line.kind === "added" ? t("xmlAdded") : t("xmlRemoved")}</span>
                )}
                <HostText text={line.text} keepLines />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const MARKS = { same: " ", removed: "-", added: "+" } as const;
const TONES = { same: "", gap: "", removed: "bg-block/10", added: "bg-pass/10" } as const;
