import type { HostId } from "../../lib/core/model/ids.ts";
import type { PreflightService } from "../services.ts";
import { assembleProbes } from "./assemble.ts";
import { createCells } from "./cells.ts";
import { createChangeTeller } from "./change-teller.ts";
import { createCheck } from "./check.ts";
import { createChoiceProber } from "./choice-probes.ts";
import { createCpuBaseline } from "./cpu-baseline.ts";
import { createDomainProber } from "./domain-probes.ts";
import { createEvidenceKeeper } from "./evidence-keeper.ts";
import { createMatrix } from "./matrix.ts";
import { createPairProber } from "./pair-probes.ts";
import type { PreflightParts } from "./parts.ts";
import { createProbeBook } from "./probe-book.ts";
import { createProbeGates } from "./probe-gates.ts";
import { createProbeRounds, hasFailed } from "./probe-rounds.ts";
import { createRemotes } from "./remote.ts";
import { createRunningCounter } from "./running-count.ts";

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
  const probers = {
    probePair: surviving(createPairProber(book, remotes, gates, now)),
    probeDomains: surviving(createDomainProber(book, remotes, now)),
    probeChoices: surviving(createChoiceProber(book, remotes, gates, now)),
  };
  const rounds = createProbeRounds({
    ...parts,
    ...probers,
    hasFailed: (pair, domain) => hasFailed(assembleProbes(book, pair, domain, null)),
    onEnd: createChangeTeller(events),
  });
  const all = { ...parts, ...probers, book, evidence, rounds, running: createRunningCounter(events, parts) };
  const forget = (hostId: HostId): void => {
    book.forgetHost(hostId);
    rounds.forgetHost(hostId);
  };
  const offline = new Set<HostId>();
  events.on("host:removed", forget);
  events.on("host:state", ({ state, registration: { id } }) => {
    if (state !== "online") forget(id);
    // What was tried in vain while it was away is tried as soon as somebody looks; what a fresh check is just asking it stays.
    else if (offline.has(id)) rounds.forgetHost(id);
    if (state === "online") offline.delete(id);
    else offline.add(id);
  });
  return {
    check: createCheck(all),
    matrix: createMatrix(all),
    cells: createCells(all),
    cpuBaseline: createCpuBaseline(parts, remotes),
    evidence: (cell) => evidence.of(cell),
  };
}
