import { describe, expect, it } from "vitest";
import type { DomainState, HostSnapshot } from "@/lib/contract/index.ts";
import { known, unknown } from "@/lib/core/model/fact.ts";
import { labDomain, labHost } from "@/lib/core/preflight/test-support/lab.ts";
import { domainCounts, memoryOf, readinessOf } from "./host-summary.ts";

const GIB = 1024 ** 3;
const hv1 = labHost("hv1");

function withMemory(states: readonly DomainState[]): HostSnapshot {
  if (!hv1.facts) throw new Error("hv1 was read");
  return {
    ...hv1,
    facts: { ...hv1.facts, memoryTotalBytes: known(16 * GIB), memoryAvailableBytes: known(9 * GIB) },
    domains: states.map((state) => ({ ...labDomain("web01"), state, memoryBytes: 2 * GIB })),
  };
}

describe("memoryOf", () => {
  it("counts VMs that hold memory, also paused ones, and not those that are off", () => {
    expect(memoryOf(withMemory(["running", "paused", "shut-off", "crashed"]))).toEqual({
      vms: 4 * GIB,
      free: 9 * GIB,
      total: 16 * GIB,
    });
  });
  it("says nothing while a part is unknown", () => {
    const host = withMemory([]);
    const facts = host.facts && { ...host.facts, memoryAvailableBytes: unknown<number>("not read") };
    expect(memoryOf({ ...host, facts })).toBeNull();
    expect(memoryOf({ ...host, facts: null })).toBeNull();
  });
});

describe("domainCounts", () => {
  it("counts what runs and what is there", () => {
    expect(domainCounts(withMemory(["running", "paused", "shut-off"]))).toEqual({ running: 1, all: 3 });
  });
});

describe("readinessOf", () => {
  const marks = (host: HostSnapshot) => Object.fromEntries(readinessOf(host).map((mark) => [mark.id, mark.verdict]));
  it("never calls ports open before another host has tried them", () => {
    expect(marks(hv1).ports).toBe("unknown");
  });
  it("shows a host that was never read as unknown, not as bad", () => {
    expect(marks({ ...hv1, state: "connecting", facts: null })).toEqual({
      ssh: "unknown",
      ports: "unknown",
      tls: "unknown",
      postCopy: "unknown",
    });
  });
  it("marks a host that does not answer, and keeps what was read", () => {
    expect(marks({ ...hv1, state: "unreachable" })).toMatchObject({ ssh: "block", postCopy: marks(hv1).postCopy });
  });
  it("warns where TLS certificates are missing", () => {
    const facts = hv1.facts && { ...hv1.facts, tlsReady: known(false) };
    expect(marks({ ...hv1, facts }).tls).toBe("warn");
  });
});
