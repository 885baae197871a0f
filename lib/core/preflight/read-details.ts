import type { DomainNeeds } from "../model/domain.ts";
import type { Message } from "../model/finding.ts";
import type { HostDetails, HostSnapshot } from "../model/host.ts";
import { type Read, type RuleContext, readFacts } from "./context.ts";

/** What the domain asks of its host; `why` when it was stored by an earlier version and not read since. */
export function readNeeds({ domain, source }: Pick<RuleContext, "domain" | "source">): Read<DomainNeeds> {
  return domain.needs ? { known: true, value: domain.needs } : notReadYet(source);
}

/** One of a host's details; `why` when the host was never read, was stored by an earlier version, or could not tell this one. */
export function readDetail<T>(host: HostSnapshot, pick: (details: HostDetails) => T | null): Read<T> {
  const facts = readFacts(host);
  if (!facts.known) return facts;
  const { name } = host.registration;
  const { details } = facts.value;
  if (!details) return notReadYet(host);
  if (!details.known)
    return { known: false, why: { key: "preflight.common.fact-unknown", values: { host: name, reason: details.reason } } };
  const value = pick(details.value);
  return value === null
    ? { known: false, why: { key: "preflight.common.not-readable", values: { host: name } } }
    : { known: true, value };
}

/** For what an earlier version did not read. */
export function notReadYet(host: Pick<HostSnapshot, "registration">): { readonly known: false; readonly why: Message } {
  return { known: false, why: { key: "preflight.common.not-read-yet", values: { host: host.registration.name } } };
}
