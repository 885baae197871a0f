import { setTimeout as sleep } from "node:timers/promises";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import { evaluateCell, locateDomain, sourceCell } from "../../lib/core/preflight/matrix.ts";
import type { PreflightService } from "../services.ts";
import type { CheckParts } from "./check.ts";
import { contextOf } from "./context-of.ts";

/** The page is answered after this long with whatever is known by then, ms; late probes are there at its next look. */
const PATIENCE_MS = 2_500;
/** Probes of this age are not run again for the matrix, ms. */
const RECENT_MS = 45_000;

/** Many VMs against many hosts, from the facts at hand and from probes that run once for each pair of hosts. */
export function createMatrix(parts: CheckParts): PreflightService["matrix"] {
  const { inventory, book, probePair, probeDomains, now } = parts;
  return async ({ domainUuids, hostIds }) => {
    const hosts = inventory.snapshots();
    const destinations = hostIds ? hosts.filter(({ registration }) => hostIds.includes(registration.id)) : hosts;
    const wanted = domainUuids ?? allUuids(hosts);
    const located = wanted.flatMap((uuid) => locateDomain(hosts, uuid) ?? []);

    const bySource = Map.groupBy(located, ({ host }) => host.registration.id);
    const notBeforeMs = now() - RECENT_MS;
    const probes: Promise<void>[] = [];
    for (const group of bySource.values()) {
      const source = group[0]?.host;
      if (!source) continue;
      for (const destination of destinations) {
        if (destination.registration.id === source.registration.id) continue;
        const pair = { source, destination };
        probes.push(probePair(pair, notBeforeMs));
        probes.push(
          probeDomains(
            pair,
            group.map(({ domain }) => domain),
            notBeforeMs,
          ),
        );
      }
    }
    await Promise.race([Promise.all(probes), sleep(PATIENCE_MS, undefined, { ref: false })]);

    return located.flatMap(({ domain, host }) => destinations.map((destination) => cellOf(parts, domain, host, destination)));
  };

  function cellOf({ inventory }: CheckParts, domain: Domain, source: HostSnapshot, destination: HostSnapshot): MatrixCell {
    if (source.registration.id === destination.registration.id) return sourceCell(domain, source);
    // Snapshots may have been read again while we waited.
    const pair = {
      source: inventory.snapshot(source.registration.id) ?? source,
      destination: inventory.snapshot(destination.registration.id) ?? destination,
    };
    return evaluateCell(contextOf(book, pair, domain, null));
  }
}

function allUuids(hosts: readonly HostSnapshot[]): readonly DomainUuid[] {
  return [...new Set(hosts.flatMap(({ domains }) => domains.map(({ uuid }) => uuid)))];
}
