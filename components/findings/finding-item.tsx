"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { FixActions } from "@/components/fixes/fix-actions.tsx";
import { useMessage } from "@/components/i18n/use-message.ts";
import { CommandBlock } from "@/components/ui/command-block.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { Evidence, Finding, Fix } from "@/lib/contract/index.ts";
import { quoteArgv } from "@/lib/core/migration/quote.ts";

/** Names of the two hosts that a finding is about, and of any host by its id. */
export interface FindingHosts {
  readonly sourceName: string;
  readonly destinationName: string;
  readonly nameOf: (hostId: string) => string;
}

/** One finding in full: verdict, reason, what was seen where and when, and how to mend it. `children` = an answer to it. */
export function FindingItem(props: { readonly finding: Finding; readonly hosts: FindingHosts; readonly children?: ReactNode }) {
  const { finding, hosts } = props;
  const t = useTranslations("matrix.finding");
  const message = useMessage();
  return (
    <article
      className="min-w-0 border-line border-t py-3 first:border-t-0"
      data-rule={finding.ruleId}
      data-verdict={finding.verdict}
    >
      <header className="flex flex-wrap items-center justify-between gap-x-3">
        <h4 className="min-w-0 font-medium [overflow-wrap:anywhere]">{message(finding.title)}</h4>
        <span className="text-sm">
          <VerdictMark verdict={finding.verdict} />
        </span>
      </header>
      <p className="mt-0.5 [overflow-wrap:anywhere]">{message(finding.reason)}</p>
      {finding.evidence.length > 0 ? (
        <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm" aria-label={t("evidence")}>
          {finding.evidence.map((evidence) => (
            <EvidenceRow
              key={`${evidence.label.key} ${evidence.hostId ?? ""} ${evidence.value}`}
              evidence={evidence}
              label={message(evidence.label)}
              hosts={hosts}
            />
          ))}
        </dl>
      ) : null}
      {finding.fix ? <FixBlock fix={finding.fix} hosts={hosts} /> : null}
      <FixActions finding={finding} />
      {props.children}
    </article>
  );
}

function EvidenceRow(props: { readonly evidence: Evidence; readonly label: string; readonly hosts: FindingHosts }) {
  const { evidence, hosts } = props;
  const t = useTranslations("matrix.finding");
  return (
    <>
      <dt className="text-muted">{props.label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-mono">
          <HostText text={evidence.value} />
        </span>
        <span className="ml-2 text-muted">
          {evidence.hostId ? t("on", { host: hosts.nameOf(evidence.hostId) }) : null}
          {evidence.observedAtMs === undefined ? null : (
            <>
              {" "}
              <RelativeTime atMs={evidence.observedAtMs} />
            </>
          )}
        </span>
      </dd>
    </>
  );
}

function FixBlock(props: { readonly fix: Fix; readonly hosts: FindingHosts }) {
  const { fix, hosts } = props;
  const t = useTranslations("matrix.finding");
  const message = useMessage();
  const commands = fix.commands ?? [];
  const where =
    fix.runOn === "source"
      ? t("runOnSource", { host: hosts.sourceName })
      : fix.runOn === "destination"
        ? t("runOnDestination", { host: hosts.destinationName })
        : null;
  return (
    <div className="mt-2 min-w-0 text-sm">
      <p className="[overflow-wrap:anywhere]">{t("fix", { summary: message(fix.summary) })}</p>
      {commands.length > 0 ? (
        <div className="mt-1.5 flex flex-col gap-1.5">
          {where ? <p className="text-muted">{where}</p> : null}
          {commands.map((argv) => {
            const quoted = quoteArgv(argv);
            return <CommandBlock key={quoted} quoted={quoted} />;
          })}
        </div>
      ) : null}
    </div>
  );
}
