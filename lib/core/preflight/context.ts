import type { Domain } from "../model/domain.ts";
import type { Fact } from "../model/fact.ts";
import type { Message } from "../model/finding.ts";
import type { HostFacts, HostSnapshot } from "../model/host.ts";
import type { MigrationOptions } from "../model/options.ts";
import type { DirtyFigure, LinkFigures } from "../model/prediction.ts";
import type { Probes } from "./probes.ts";

/** The console's own migrations of other domains that have not ended. */
export interface RunningCount {
  readonly outgoing: number;
  readonly incoming: number;
}

/** All that a rule may look at. The destination's domains are in its snapshot. */
export interface RuleContext {
  readonly domain: Domain;
  readonly source: HostSnapshot;
  readonly destination: HostSnapshot;
  readonly probes: Probes;
  /** What was measured or learned; null = never, or too long ago. */
  readonly figures: { readonly dirtyRate: DirtyFigure | null; readonly link: LinkFigures | null };
  readonly running: { readonly source: RunningCount; readonly destination: RunningCount };
  /** Null in the matrix, where nobody has chosen yet. */
  readonly options: MigrationOptions | null;
}

/** A fact, or the message that says why it is not there. */
export type Read<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: Message };

/** The facts of one host; `why` when it was never read. */
export function readFacts(host: HostSnapshot): Read<HostFacts> {
  return host.facts === null ? neverRead(host) : { known: true, value: host.facts };
}

function neverRead({ registration: { name } }: HostSnapshot): Extract<Read<never>, { known: false }> {
  return { known: false, why: { key: "preflight.common.never-read", values: { host: name } } };
}

/** One fact of one host; `why` when the host was never read or this fact could not be. */
export function readFact<T>(host: HostSnapshot, pick: (facts: HostFacts) => Fact<T>): Read<T> {
  const { facts } = host;
  if (facts === null) return neverRead(host);
  const fact = pick(facts);
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
