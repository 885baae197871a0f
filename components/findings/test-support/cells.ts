import type { Finding, FindingGroup, MatrixCell, MatrixSummary, Verdict } from "@/lib/contract/index.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { needsSomeone, worstFirst } from "../order.ts";

/** A finding for tests; its rule id tells it apart. */
export function findingOf(ruleId: string, verdict: Verdict, group: FindingGroup = "network"): Finding {
  const message = { key: `preflight.rules.${ruleId}.${verdict}` };
  return { ruleId, group, verdict, title: message, reason: message, evidence: [] };
}

/** A cell for tests, with its verdict and counts taken from the findings. */
export function cellOf(
  destination: string,
  findings: readonly Finding[],
  uuid = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11",
): MatrixCell {
  const counts = { block: 0, unknown: 0, warn: 0, pass: 0, "not-applicable": 0 };
  for (const finding of findings) counts[finding.verdict] += 1;
  return {
    domainUuid: domainUuid(uuid),
    sourceHostId: hostId("h_source0000"),
    destinationHostId: hostId(destination),
    isSource: destination === "h_source0000",
    verdict: worstFirst(findings)[0]?.verdict ?? "pass",
    counts,
    findings,
    observedAtMs: null,
  };
}

/** The same without its findings, as the matrix has it. */
export function summaryOf(destination: string, findings: readonly Finding[], uuid?: string): MatrixSummary {
  const { findings: all, ...cell } = cellOf(destination, findings, uuid);
  const troubles = worstFirst(all).filter(({ verdict }) => needsSomeone(verdict));
  return {
    ...cell,
    troubles: troubles.flatMap(({ ruleId, verdict }) =>
      verdict === "block" || verdict === "unknown" || verdict === "warn" ? [{ ruleId, verdict }] : [],
    ),
    first: troubles[0] ? { title: troubles[0].title, reason: troubles[0].reason } : null,
    pending: false,
    linkBytesPerSec: null,
  };
}
