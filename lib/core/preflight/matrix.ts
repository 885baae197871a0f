import type { Domain } from "../model/domain.ts";
import type { Finding, MatrixCell } from "../model/finding.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MatrixSummary } from "../model/matrix.ts";
import { isActive, type RuleContext } from "./context.ts";
import { evaluateRules } from "./evaluate.ts";
import { RULES } from "./registry.ts";
import { countVerdicts, worstVerdict } from "./verdict.ts";

/** One VM against one host: every rule's finding, the worst verdict, and the age of the oldest thing that it rests on. */
export function evaluateCell(context: RuleContext): MatrixCell {
  const findings = evaluateRules(RULES, context);
  return {
    domainUuid: context.domain.uuid,
    sourceHostId: context.source.registration.id,
    destinationHostId: context.destination.registration.id,
    isSource: false,
    verdict: worstVerdict(findings),
    counts: countVerdicts(findings),
    findings,
    observedAtMs: oldest(context, findings),
  };
}

/** The cell of the host where the VM is already. */
export function sourceCell(domain: Domain, host: HostSnapshot): MatrixCell {
  return {
    domainUuid: domain.uuid,
    sourceHostId: host.registration.id,
    destinationHostId: host.registration.id,
    isSource: true,
    verdict: "not-applicable",
    counts: countVerdicts([]),
    findings: [],
    observedAtMs: host.observedAtMs,
  };
}

/** The source cell without findings. */
export function sourceSummary(domain: Domain, host: HostSnapshot): MatrixSummary {
  const { findings: _, ...rest } = sourceCell(domain, host);
  return { ...rest, troubles: [], first: null, pending: false, linkBytesPerSec: null };
}

/** Where one domain is to be moved from: the host where it is active, else the first that defines it. Undefined: nowhere. */
export function locateDomain(
  hosts: readonly HostSnapshot[],
  uuid: DomainUuid,
): { readonly domain: Domain; readonly host: HostSnapshot } | undefined {
  const places = hosts.flatMap((host) =>
    host.domains.filter((domain) => domain.uuid === uuid).map((domain) => ({ domain, host })),
  );
  return places.find(({ domain }) => isActive(domain)) ?? places[0];
}

function oldest(context: RuleContext, findings: readonly Finding[]): number | null {
  const times = [context.source.observedAtMs, context.destination.observedAtMs];
  for (const { evidence } of findings) for (const { observedAtMs } of evidence) times.push(observedAtMs ?? null);
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
