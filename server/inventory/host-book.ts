import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostFacts, HostProblem, HostRegistration, HostSnapshot, HostState } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";

/** How often a client hears of figures and age alone, ms. */
const AGE_MS = 10_000;

/** The one present state of a host. Changes are collected and announced together by `publish`. */
export interface HostBook {
  snapshot(): HostSnapshot;
  domain(uuid: DomainUuid): Domain | undefined;
  setRegistration(registration: HostRegistration): void;
  setStatus(state: HostState, problem: HostProblem | null): void;
  setFacts(facts: HostFacts): void;
  setDomain(domain: Domain): void;
  removeDomain(uuid: DomainUuid): void;
  setRoundTrip(ms: number | null): void;
  /** Facts and domains are as of now. */
  setObserved(atMs: number): void;
  /**
   * Takes over what another process read, but these domains, and announces it. The registration stays ours.
   */
  follow(read: HostSnapshot, kept: ReadonlySet<DomainUuid>): void;
  /** Announces a new revision if anything that matters changed, or if the last one is 10 s old and the age or a figure moved. */
  publish(): void;
}

export interface HostBookParts {
  readonly registration: HostRegistration;
  /** What was last stored of this host, if anything was. */
  readonly stored: { readonly facts: HostFacts; readonly domains: readonly Domain[]; readonly observedAtMs: number } | undefined;
  readonly now: () => number;
  /** `changed`: more than figures and age. */
  readonly announce: (snapshot: HostSnapshot, changed: boolean) => void;
}

/**
 * A book that begins with what was stored, in state connecting. Revisions follow the clock, so that they rise over restarts too, and over a page's
 * way from one process to another: what another one read is never shown under a lower revision than there.
 */
export function createHostBook({ registration, stored, now, announce }: HostBookParts): HostBook {
  const domains = new Map<DomainUuid, Domain>((stored?.domains ?? []).map((domain) => [domain.uuid, domain]));
  let order: readonly Domain[] | undefined;
  let current: Omit<HostSnapshot, "domains"> = {
    registration,
    state: "connecting",
    problem: null,
    facts: stored?.facts ?? null,
    observedAtMs: stored?.observedAtMs ?? null,
    roundTripMs: null,
    revision: now(),
  };
  let changed = false;
  let aged = false;
  let announcedAtMs = 0;

  const patch = (next: Partial<Omit<HostSnapshot, "domains">>, matters: boolean) => {
    current = { ...current, ...next };
    if (matters) changed = true;
    else aged = true;
  };
  const snapshot = (): HostSnapshot => {
    order ??= [...domains.values()].sort(byName);
    return { ...current, domains: order };
  };
  const publish = (least = 0) => {
    const atMs = now();
    if (!changed && !(aged && atMs - announcedAtMs >= AGE_MS)) return;
    const mattered = changed;
    changed = false;
    aged = false;
    announcedAtMs = atMs;
    current = { ...current, revision: Math.max(current.revision + 1, atMs, least) };
    announce(snapshot(), mattered);
  };
  return {
    snapshot,
    domain: (uuid) => domains.get(uuid),
    setRegistration: (next) => patch({ registration: next }, true),
    setStatus(state, problem) {
      const same = current.state === state && JSON.stringify(current.problem) === JSON.stringify(problem);
      if (!same) patch({ state, problem }, true);
    },
    setFacts(facts) {
      const before = current.facts;
      patch({ facts }, before === null || lastingFacts(before) !== lastingFacts(facts));
    },
    setDomain(domain) {
      const before = domains.get(domain.uuid);
      domains.set(domain.uuid, domain);
      order = undefined;
      patch({}, before === undefined || lastingDomain(before) !== lastingDomain(domain));
    },
    removeDomain(uuid) {
      if (!domains.delete(uuid)) return;
      order = undefined;
      patch({}, true);
    },
    setRoundTrip: (roundTripMs) => patch({ roundTripMs }, false),
    setObserved: (observedAtMs) => patch({ observedAtMs }, false),
    follow(read, kept) {
      for (const uuid of [...domains.keys()]) if (!kept.has(uuid)) domains.delete(uuid);
      for (const domain of read.domains) if (!kept.has(domain.uuid)) domains.set(domain.uuid, domain);
      order = undefined;
      const { state, problem, facts, observedAtMs, roundTripMs } = read;
      patch({ state, problem, facts, observedAtMs, roundTripMs }, true);
      publish(read.revision);
    },
    publish: () => publish(),
  };
}

function byName(a: Domain, b: Domain): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.uuid < b.uuid ? -1 : 1;
}

/** Facts without those that move all the time: they travel with the next change, or with the age. */
function lastingFacts(facts: HostFacts): string {
  return JSON.stringify({
    ...facts,
    memoryAvailableBytes: null,
    loadAverage: null,
    clockOffsetMs: null,
    pools: facts.pools.known ? facts.pools.value.map((pool) => ({ ...pool, availableBytes: null })) : facts.pools,
  });
}

function lastingDomain(domain: Domain): string {
  return JSON.stringify({
    ...domain,
    cpuTimeNs: null,
    disks: domain.disks.map((disk) => ({ ...disk, allocationBytes: null })),
  });
}
