"use client";

import { useTranslations } from "use-intl";
import { FindingsByGroup } from "@/components/findings/findings-by-group.tsx";
import type { MigrationRecord } from "@/lib/contract/index.ts";
import { Section } from "./section.tsx";

/** What stood in the way of a migration that was refused after it had waited; nothing for any other. */
export function RefusedFindings({ record }: { readonly record: MigrationRecord }) {
  const t = useTranslations("queue.refused");
  const { request, sourceHostName, destinationHostName } = record;
  if (!record.result?.failure?.meaning.key.startsWith("queue.refused.")) return null;
  const findings = record.findings.filter(
    ({ verdict, ruleId }) =>
      verdict === "block" || ((verdict === "warn" || verdict === "unknown") && !request.acknowledged.includes(ruleId)),
  );
  if (findings.length === 0) return null;
  const nameOf = (hostId: string) =>
    hostId === request.sourceHostId ? sourceHostName : hostId === request.destinationHostId ? destinationHostName : hostId;
  return (
    <Section title={t("findings")} testId="refused-findings">
      <FindingsByGroup findings={findings} hosts={{ sourceName: sourceHostName, destinationName: destinationHostName, nameOf }} />
    </Section>
  );
}
