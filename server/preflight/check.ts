import type { Domain } from "../../lib/core/model/domain.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { evaluateCell } from "../../lib/core/preflight/matrix.ts";
import { whileUp } from "../libvirt/come-up.ts";
import { ServiceError } from "../service-error.ts";
import type { PreflightService } from "../services.ts";
import type { ChoiceProber } from "./choice-probes.ts";
import { type ContextParts, contextOf } from "./context-of.ts";
import type { DomainProber } from "./domain-probes.ts";
import type { EvidenceKeeper } from "./evidence-keeper.ts";
import { freshBook } from "./fresh-book.ts";
import type { Pair } from "./pair.ts";
import type { PairProber } from "./pair-probes.ts";
import type { PreflightParts } from "./parts.ts";
import type { ProbeRounds } from "./probe-rounds.ts";

export interface CheckParts extends PreflightParts, ContextParts {
  readonly rounds: ProbeRounds;
  readonly probePair: PairProber;
  readonly probeDomains: DomainProber;
  readonly probeChoices: ChoiceProber;
  readonly evidence: EvidenceKeeper;
}

/**
 * One VM against one host. Fresh: both hosts are read again and every probe runs anew, and a proof of shared storage counts. Not fresh:
 * what is at hand, while missing probes start in the background. Throws not-found for a host or a VM that is not there.
 */
export function createCheck(parts: CheckParts): PreflightService["check"] {
  const { inventory, links, probePair, probeDomains, probeChoices, evidence, now } = parts;
  return async ({ domainUuid, sourceHostId, destinationHostId, options = null, fresh }) => {
    const known = { source: hostOf(inventory, sourceHostId), destination: hostOf(inventory, destinationHostId) };
    const same = sourceHostId === destinationHostId;
    const probeAll = async (pair: Pair, domain: Domain, pairProbes: Promise<void>, notBeforeMs: number): Promise<void> => {
      await Promise.all([pairProbes, probeDomains(pair, [domain], notBeforeMs, options)]);
      if (options) await probeChoices(pair, domain, options, notBeforeMs);
    };
    if (!fresh) {
      const domain = domainOf(known.source, domainUuid);
      const recentMs = now() - RECENT_MS;
      // Nobody waits for these: the next look finds them.
      if (!same) void probeAll(known, domain, probePair(known, recentMs), recentMs);
      return evaluateCell(contextOf(parts, known, domain, options));
    }

    const ask = async (): Promise<MatrixCell> => {
      const startedAtMs = now();
      const pairProbes = same ? Promise.resolve() : probePair(known, startedAtMs);
      const [source, destination] = await Promise.all([
        inventory.refresh(sourceHostId, domainUuid),
        same ? Promise.resolve(undefined) : inventory.refresh(destinationHostId),
      ]);
      const pair = { source, destination: destination ?? source };
      const domain = domainOf(source, domainUuid);
      if (!same) await probeAll(pair, domain, pairProbes, startedAtMs);
      // Should a prober break, what was seen before this check is no answer to it.
      const context = contextOf({ ...parts, book: freshBook(parts.book, startedAtMs) }, pair, domain, options);
      const cell = evaluateCell(context);
      evidence.keep(cell, context);
      return cell;
    };
    return whileUp(
      [sourceHostId, destinationHostId].map((id) => links.get(id)),
      ask,
    );
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
