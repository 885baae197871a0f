import { describe, expect, it } from "vitest";
import { parseDomainXml } from "../../lib/core/facts/domain-xml.ts";
import { parseDomstats } from "../../lib/core/facts/domstats.ts";
import { collected, fixture } from "../../lib/core/facts/test-support/fixture.ts";
import type { HostRegistration, HostSnapshot } from "../../lib/core/model/host.ts";
import { domainUuid, hostId } from "../../lib/core/model/ids.ts";
import { createHostBook } from "./host-book.ts";
import { describeDomain } from "./read/describe-domain.ts";
import type { DomainReading } from "./read/domain-reading.ts";

const UUID = domainUuid("7a6b0001-0000-4000-8000-000000000003");
const registration = { id: hostId("h_1"), name: "hv1" } as HostRegistration;
const around = { hostId: hostId("h_1"), filesystemOf: () => null, proofsOf: () => [], otherHosts: 1 };

function reading(change: Partial<DomainReading> = {}): DomainReading {
  const xml = collected("dumpxml-migratable.mix03.xml");
  const definition = parseDomainXml(xml);
  const flags = { persistent: true, autostart: false, managedSave: false };
  const stats = parseDomstats(fixture("domstats-raw.mix03.txt"))[0] ?? null;
  return { xml, definition: definition.known ? definition.value : null, flags, stats, snapshotCount: 0, ...change };
}

function book() {
  let nowMs = 1_000_000;
  const announced: [HostSnapshot, boolean][] = [];
  const made = createHostBook({
    registration,
    stored: undefined,
    now: () => nowMs,
    announce: (...message) => announced.push(message),
  });
  return {
    made,
    announced,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe("a host's book", () => {
  it("announces what matters at once, with a rising revision, and nothing twice", () => {
    const { made, announced } = book();
    made.setDomain(describeDomain(UUID, reading(), around));
    made.publish();
    made.setDomain(describeDomain(UUID, reading(), around));
    made.publish();
    made.setDomain(describeDomain(UUID, reading({ snapshotCount: 1 }), around));
    made.publish();
    expect(announced.map(([snapshot, changed]) => [snapshot.revision, changed])).toEqual([
      [1_000_001, true],
      [1_000_002, true],
    ]);
  });

  it("lets figures and age wait for 10 seconds", () => {
    const { made, announced, pass } = book();
    const first = reading();
    made.setDomain(describeDomain(UUID, first, around));
    made.publish();
    for (let second = 1; second <= 20; second++) {
      pass(1000);
      const stats = first.stats && { ...first.stats, cpuTimeNs: second };
      made.setDomain(describeDomain(UUID, { ...first, stats }, around));
      made.setObserved(1_000_000 + second * 1000);
      made.publish();
    }
    expect(announced.map(([snapshot, changed]) => [snapshot.observedAtMs, changed])).toEqual([
      [null, true],
      [1_010_000, false],
      [1_020_000, false],
    ]);
  });

  it("keeps facts, domains and their age while the host is away", () => {
    const { made, announced } = book();
    made.setDomain(describeDomain(UUID, reading(), around));
    made.setObserved(5);
    made.setStatus("unreachable", { code: "connection-lost", detail: "x", sinceMs: 6 });
    made.publish();
    expect(announced[0]?.[0]).toMatchObject({ state: "unreachable", observedAtMs: 5, domains: [{ name: "mix03" }] });
  });
});

describe("describing a domain", () => {
  it("shows a domain whose XML cannot be read, with what is known", () => {
    const domain = describeDomain(UUID, reading({ definition: null }), around);
    expect(domain).toMatchObject({ uuid: UUID, name: "mix03", state: "running", stateReason: "booted", disks: [], maxVcpus: 0 });
  });

  it("says why a figure is not known", () => {
    const domain = describeDomain(UUID, reading({ stats: null }), around);
    expect(domain).toMatchObject({ state: "no-state", cpuTimeNs: null, memoryBytes: 134217728 });
    expect(domain.disks[0]?.capacityBytes).toEqual({ known: false, reason: "virsh domstats says nothing about it" });
  });
});
