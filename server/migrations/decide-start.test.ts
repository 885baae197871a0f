import { describe, expect, it } from "vitest";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import type { Finding, MatrixCell } from "../../lib/core/model/finding.ts";
import { hostsConcurrency } from "../../lib/core/preflight/rules/hosts-concurrency.ts";
import { labDomain, labHost } from "../../lib/core/preflight/test-support/lab.ts";
import type { CellBook } from "./cell-book.ts";
import { decideStart } from "./decide-start.ts";
import type { MigrationDependencies } from "./dependencies.ts";

const hv1 = { ...labHost("hv1"), domains: [labDomain("web01")] };
const hv2 = labHost("hv2");
const request = {
  domainUuid: labDomain("web01").uuid,
  sourceHostId: hv1.registration.id,
  destinationHostId: hv2.registration.id,
  options: DEFAULT_MIGRATION_OPTIONS,
  acknowledged: [],
  pingAddress: null,
};
const hosts = new Map([hv1, hv2].map((host) => [host.registration.id, host]));
const deps = {
  links: {
    get: () => ({
      state: () => ({ kind: "up" }),
      // Nothing runs at the destination, and no job at the source.
      virsh: async ([verb]: readonly string[]) => ({ exitCode: 0, stdout: verb === "list" ? "" : "Job type: 0\n", stderr: "" }),
    }),
  },
  inventory: { snapshot: (id: typeof hv1.registration.id) => hosts.get(id), refresh: async () => hv1 },
} as unknown as MigrationDependencies;

/** A preflight in which this rule warns, or nothing does. */
function cellWith(ruleId: string | null): MatrixCell {
  const findings = ruleId === null ? [] : [{ ruleId, verdict: "warn" } as Finding];
  const counts = { pass: 0, info: 0, warn: findings.length, block: 0, unknown: 0 };
  return { findings, counts } as unknown as MatrixCell;
}

const bookOf = (kept: MatrixCell, now: MatrixCell): CellBook => ({ recent: () => kept, probeAnew: async () => now });
const [quiet, busy] = [cellWith(null), cellWith(hostsConcurrency.id)];

describe("a start that follows a preflight of less than a minute ago", () => {
  it("rests on it when nothing speaks against it", async () => {
    expect((await decideStart(deps, bookOf(quiet, busy), request)).cell).toBe(quiet);
  });

  it("rests on it when all that it warns of is acknowledged", async () => {
    const asked = { ...request, acknowledged: [hostsConcurrency.id] };
    expect((await decideStart(deps, bookOf(busy, quiet), asked)).cell).toBe(busy);
  });

  it("is not refused for a warning that is over: it looks again", async () => {
    expect((await decideStart(deps, bookOf(busy, quiet), request)).cell).toBe(quiet);
  });

  it("is refused for one that still holds", async () => {
    await expect(decideStart(deps, bookOf(busy, busy), request)).rejects.toMatchObject({ code: "acknowledge-warnings" });
  });
});
