"use client";

import { useTranslations } from "use-intl";
import type { FindingHosts } from "@/components/findings/finding-item.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { quotedForm } from "@/components/ui/command-block.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { Finding } from "@/lib/contract/index.ts";

/** A finding on paper: what, why, how to mend it and by which commands on which host. Nothing to press. */
export function ReportFinding(props: { readonly finding: Finding; readonly hosts: FindingHosts }) {
  const { finding, hosts } = props;
  const t = useTranslations("matrix.finding");
  const message = useMessage();
  const { fix } = finding;
  const commands = fix?.commands ?? [];
  return (
    <article className="mt-2 min-w-0 break-inside-avoid border-line border-l-2 pl-3 text-sm">
      <h4 className="flex flex-wrap gap-x-3 font-medium">
        <VerdictMark verdict={finding.verdict} />
        <span className="min-w-0 [overflow-wrap:anywhere]">{message(finding.title)}</span>
      </h4>
      <p className="[overflow-wrap:anywhere]">{message(finding.reason)}</p>
      {fix ? <p className="[overflow-wrap:anywhere]">{t("fix", { summary: message(fix.summary) })}</p> : null}
      {commands.length > 0 && fix?.runOn ? (
        <p className="text-muted">
          {fix.runOn === "source"
            ? t("runOnSource", { host: hosts.sourceName })
            : t("runOnDestination", { host: hosts.destinationName })}
        </p>
      ) : null}
      {commands.map((argv) => {
        const quoted = quotedForm({ argv });
        return (
          <pre key={quoted} className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">
            <HostText text={quoted} keepLines />
          </pre>
        );
      })}
    </article>
  );
}
