import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { evaluateCell } from "../../lib/core/preflight/matrix.ts";
import { ServiceError } from "../service-error.ts";
import type { PreflightService } from "../services.ts";
import { contextOf } from "./context-of.ts";
import type { DomainProber } from "./domain-probes.ts";
import type { PairProber } from "./pair-probes.ts";
import type { PreflightParts } from "./parts.ts";
import type { ProbeBook } from "./probe-book.ts";
import type { ProofKeeper } from "./proof-keeper.ts";

export interface CheckParts extends PreflightParts {
  readonly book: ProbeBook;
  readonly probePair: PairProber;
  readonly probeDomains: DomainProber;
  readonly proofs: ProofKeeper;
}

/**
 * One VM against one host. Fresh: both hosts are read again and every probe runs anew, and a proof of shared storage counts. Not fresh:
 * what is at hand, while missing probes start in the background. Throws not-found for a host or a VM that is not there.
 */
export function createCheck(parts: CheckParts): PreflightService["check"] {
  const { inventory, book, probePair, probeDomains, proofs, now } = parts;
  return async ({ domainUuid, sourceHostId, destinationHostId, options = null, fresh }) => {
    const known = { source: hostOf(inventory, sourceHostId), destination: hostOf(inventory, destinationHostId) };
    const same = sourceHostId === destinationHostId;
    const startedAtMs = now();
    if (!fresh) {
      const domain = domainOf(known.source, domainUuid);
      if (!same) {
        // Nobody waits for these: the next look finds them.
        void probePair(known, startedAtMs - RECENT_MS);
        void probeDomains(known, [domain], startedAtMs - RECENT_MS);
      }
      return evaluateCell(contextOf(book, known, domain, options));
    }

    const pairProbes = same ? Promise.resolve() : probePair(known, startedAtMs);
    const [source, destination] = await Promise.all([
      inventory.refresh(sourceHostId, domainUuid),
      same ? Promise.resolve(undefined) : inventory.refresh(destinationHostId),
    ]);
    const pair = { source, destination: destination ?? source };
    const domain = domainOf(source, domainUuid);
    if (!same) await Promise.all([pairProbes, probeDomains(pair, [domain], startedAtMs)]);
    const context = contextOf(book, pair, domain, options);
    const cell = evaluateCell(context);
    proofs.keep(cell, context);
    return cell;
  };
}

/** A probe of this age is taken as it is when nobody asks for a fresh one, ms. */
const RECENT_MS = 45_000;

function hostOf(inventory: CheckParts["inventory"], id: HostId): HostSnapshot {
  const host = inventory.snapshot(id);
  if (host) return host;
  throw new ServiceError("not-found", { message: { key: "errors.preflight.unknown-host" } });
}

function domainOf(source: HostSnapshot, uuid: string): Domain {
  const domain = source.domains.find((one) => one.uuid === uuid);
  if (domain) return domain;
  throw new ServiceError("not-found", {
    message: { key: "errors.preflight.domain-gone", values: { host: source.registration.name } },
    field: "domainUuid",
  });
}
