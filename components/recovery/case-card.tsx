"use client";

import { OctagonX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { migrationHref } from "@/components/shell/hrefs.ts";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { RecoveryCase } from "@/lib/contract/index.ts";
import { caseValues } from "./case-words.ts";
import { EvidenceTable } from "./evidence-table.tsx";
import type { OpenedWay } from "./way-dialog.tsx";
import { WayItem } from "./way-item.tsx";

const TONES: Record<RecoveryCase["severity"], Tone> = { critical: "block", warn: "warn", tidy: "neutral", watch: "unknown" };

/** One case: what was found, what it means, what must not be done, and the ways out. */
export function CaseCard(props: { readonly found: RecoveryCase; readonly onOpen: (way: OpenedWay) => void }) {
  const { found, onOpen } = props;
  const t = useTranslations("recovery");
  const values = caseValues(found);
  return (
    <article
      className="min-w-0 rounded-lg border border-line bg-surface"
      data-testid="recovery-case"
      data-kind={found.kind}
      data-vm={found.domainName ?? undefined}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b px-4 py-1.5">
        <h2 className="min-w-0 font-semibold [overflow-wrap:anywhere]">{t(`kinds.${found.kind}.title`, values)}</h2>
        <Badge tone={TONES[found.severity]}>{t(`severity.${found.severity}`)}</Badge>
        {found.migrationId === null ? null : (
          <Link className="ml-auto text-accent text-sm hover:underline" href={migrationHref(found.migrationId)}>
            {t("migration")}
          </Link>
        )}
      </header>
      <div className="flex flex-col gap-4 px-4 py-3">
        <p className="[overflow-wrap:anywhere]">{t(`kinds.${found.kind}.means`, values)}</p>
        <p className="flex gap-2 [overflow-wrap:anywhere]">
          <OctagonX aria-hidden className="mt-1 size-4 shrink-0 text-block" />
          <span className="min-w-0">{t(`kinds.${found.kind}.never`, values)}</span>
        </p>
        {found.places.length > 0 ? <EvidenceTable places={found.places} /> : null}
        {found.ways.length === 0 ? (
          <p className="text-muted text-sm">{t("noWays")}</p>
        ) : (
          <div>
            <h3 className="font-medium text-sm">{t("ways")}</h3>
            <ul className="flex flex-col">
              {found.ways.map((way) => (
                <WayItem key={`${way.action?.kind} ${way.hostId}`} found={found} way={way} onOpen={onOpen} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </article>
  );
}
