import type { Domain } from "../model/domain.ts";
import type { Fact } from "../model/fact.ts";
import type { Message } from "../model/finding.ts";
import type { HostFacts, HostSnapshot } from "../model/host.ts";
import type { MigrationOptions } from "../model/options.ts";
import type { Probes } from "./probes.ts";

/** All that a rule may look at. The destination's domains are in its snapshot. */
export interface RuleContext {
  readonly domain: Domain;
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
  readonly probes: Probes;
  /** Null in the matrix, where nobody has chosen yet. */
  readonly options: MigrationOptions | null;
}

/** A fact, or the message that says why it is not there. */
export type Read<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: Message };

/** The facts of one host; `why` when it was never read. */
export function readFacts(host: HostSnapshot): Read<HostFacts> {
  if (host.facts === null)
    return { known: false, why: { key: "preflight.common.never-read", values: { host: host.registration.name } } };
  return { known: true, value: host.facts };
}

/** One fact of one host; `why` when the host was never read or this fact could not be. */
export function readFact<T>(host: HostSnapshot, pick: (facts: HostFacts) => Fact<T>): Read<T> {
  const facts = readFacts(host);
  if (!facts.known) return facts;
  const fact = pick(facts.value);
  if (fact.known) return fact;
  return {
    known: false,
    why: { key: "preflight.common.fact-unknown", values: { host: host.registration.name, reason: fact.reason } },
  };
}

/** True for a domain that has a QEMU process: it holds memory, disks and addresses. */
export function isActive(domain: Domain): boolean {
  return domain.state !== "shut-off" && domain.state !== "crashed" && domain.state !== "no-state";
}
