import type { DomainUuid, HostId, HostSnapshot, MatrixSummary } from "@/lib/contract/index.ts";
import { compareVerdicts } from "@/lib/core/preflight/verdict.ts";
import type { CellBook, MatrixRow } from "../rows.ts";

type Trouble = MatrixSummary["troubles"][number]["verdict"];

/** Whom a check troubles at one host. */
export interface TroubledThere {
  readonly worst: Trouble;
  /** In the order of the rows, each with its verdict. */
  readonly vms: readonly { readonly uuid: DomainUuid; readonly verdict: Trouble }[];
}

/** A check that troubles somebody. */
export interface TroubledCheck {
  readonly ruleId: string;
  readonly worst: Trouble;
  /** VMs that it troubles somewhere. */
  readonly vmCount: number;
  readonly byHost: ReadonlyMap<HostId, TroubledThere>;
}

function worse(a: Trouble, b: Trouble): Trouble {
  return compareVerdicts(a, b) <= 0 ? a : b;
}

/** The checks that are not well for any of these VMs at any of these hosts: worst first, then by how many VMs they trouble. */
export function troubledChecks(
  rows: readonly MatrixRow[],
  hosts: readonly HostSnapshot[],
  book: CellBook,
): readonly TroubledCheck[] {
  const checks = new Map<string, Map<HostId, { uuid: DomainUuid; verdict: Trouble }[]>>();
  for (const row of rows) {
    const { uuid } = row.domain;
    for (const host of hosts) {
      const hostId = host.registration.id;
      for (const { ruleId, verdict } of book.get(uuid)?.get(hostId)?.troubles ?? []) {
        const byHost = checks.get(ruleId) ?? new Map<HostId, { uuid: DomainUuid; verdict: Trouble }[]>();
        checks.set(ruleId, byHost);
        const there = byHost.get(hostId);
        if (there) there.push({ uuid, verdict });
        else byHost.set(hostId, [{ uuid, verdict }]);
      }
    }
  }
  return [...checks]
    .map(([ruleId, found]): TroubledCheck => {
      const all = [...found.values()].flat();
      return {
        ruleId,
        worst: all.map(({ verdict }) => verdict).reduce(worse),
        vmCount: new Set(all.map(({ uuid }) => uuid)).size,
        byHost: new Map(
          [...found].map(([hostId, vms]) => [hostId, { worst: vms.map(({ verdict }) => verdict).reduce(worse), vms }]),
        ),
      };
    })
    .sort((a, b) => compareVerdicts(a.worst, b.worst) || b.vmCount - a.vmCount || (a.ruleId < b.ruleId ? -1 : 1));
}
