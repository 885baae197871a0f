import type { PreflightService } from "../services.ts";
import { createCheck } from "./check.ts";
import { createChoiceProber } from "./choice-probes.ts";
import { createDomainProber } from "./domain-probes.ts";
import { createEvidenceKeeper } from "./evidence-keeper.ts";
import { createMatrix } from "./matrix.ts";
import { createPairProber } from "./pair-probes.ts";
import type { PreflightParts } from "./parts.ts";
import { createProbeBook } from "./probe-book.ts";
import { createProbeGates } from "./probe-gates.ts";
import { createRemotes } from "./remote.ts";

export type { PreflightParts } from "./parts.ts";

/** Makes the preflight: rules over the inventory's facts, and over probes that are run between pairs of hosts. */
export function createPreflightService(parts: PreflightParts): PreflightService {
  const { links, events, logger, now } = parts;
  const book = createProbeBook(now);
  const remotes = createRemotes(links);
  const gates = createProbeGates();
  const evidence = createEvidenceKeeper(parts);
  /** A prober that breaks leaves its probes pending: the rules then say that they do not know. */
  const surviving =
    <Args extends readonly unknown[]>(prober: (...args: Args) => Promise<void>) =>
    (...args: Args): Promise<void> =>
      prober(...args).catch((error: unknown) => logger.warn({ err: error }, "preflight probe broke"));
  const all = {
    ...parts,
    book,
    evidence,
    probePair: surviving(createPairProber(book, remotes, gates, now)),
    probeDomains: surviving(createDomainProber(book, remotes, now)),
    probeChoices: surviving(createChoiceProber(book, remotes, gates, now)),
  };
  events.on("host:removed", (hostId) => book.forgetHost(hostId));
  events.on("host:state", ({ state, registration }) => {
    if (state !== "online") book.forgetHost(registration.id);
  });
  return { check: createCheck(all), matrix: createMatrix(all), evidence: (cell) => evidence.of(cell) };
}
