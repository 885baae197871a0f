"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Finding } from "@/lib/contract/index.ts";
import { type FindingHosts, FindingItem } from "./finding-item.tsx";
import { groupFindings, needsSomeone } from "./order.ts";

/**
 * Findings in their groups, worst first. What needs no one (passed, not applicable) is folded at the end, each kind with its count.
 * `answer` may add something below a finding, such as the box that acknowledges a warning.
 */
export function FindingsByGroup(props: {
  readonly findings: readonly Finding[];
  readonly hosts: FindingHosts;
  readonly answer?: (finding: Finding) => ReactNode;
}) {
  const t = useTranslations("matrix");
  const open = props.findings.filter((finding) => needsSomeone(finding.verdict));
  const rest = (["pass", "not-applicable"] as const).map((verdict) => ({
    verdict,
    findings: props.findings.filter((finding) => finding.verdict === verdict),
  }));
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Sections {...props} findings={open} />
      {rest.map(({ verdict, findings }) =>
        findings.length === 0 ? null : (
          <details key={verdict} className="min-w-0">
            <summary className="w-fit text-accent text-sm">
              {verdict === "pass"
                ? t("drawer.passed", { count: findings.length })
                : t("drawer.notApplicable", { count: findings.length })}
            </summary>
            <div className="mt-2">
              <Sections {...props} findings={findings} />
            </div>
          </details>
        ),
      )}
    </div>
  );
}

function Sections(props: {
  readonly findings: readonly Finding[];
  readonly hosts: FindingHosts;
  readonly answer?: (finding: Finding) => ReactNode;
}) {
  const t = useTranslations("matrix.groups");
  return groupFindings(props.findings).map((section) => (
    <section key={section.group} className="min-w-0">
      <h3 className="border-line border-b pb-1 font-semibold text-muted text-sm">{t(section.group)}</h3>
      <div>
        {section.findings.map((finding) => (
          <FindingItem key={finding.ruleId} finding={finding} hosts={props.hosts}>
            {props.answer?.(finding)}
          </FindingItem>
        ))}
      </div>
    </section>
  ));
}
