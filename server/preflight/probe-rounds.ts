import type { Domain } from "../../lib/core/model/domain.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { perObject } from "../../lib/core/preflight/memo.ts";
import type { Probes } from "../../lib/core/preflight/probes.ts";
import { pathsToProve } from "../../lib/core/preflight/rules/disks.ts";
import { type DomainProber, filesToLookFor } from "./domain-probes.ts";
import type { Pair } from "./pair.ts";
import type { PairProber } from "./pair-probes.ts";
import type { PreflightParts } from "./parts.ts";
import { pairKey } from "./probe-book.ts";
import { cpuQuestionKey } from "./probes/cpu.ts";
import { createRoundQueue } from "./round-queue.ts";
import type { Window } from "./window.ts";

export interface RoundParts extends Pick<PreflightParts, "inventory" | "now" | "logger"> {
  readonly probePair: PairProber;
  readonly probeDomains: DomainProber;
  /** Whether something that was tried for this domain on this pair gave no answer. */
  readonly hasFailed: (pair: Pair, domain: Domain) => boolean;
  /** Called when probes of a pair have ended. */
  readonly onEnd: (source: HostId, destination: HostId) => void;
}

export interface ProbeRounds {
  /** Sees to it that what this window needs is tried soon, if it was not lately. Returns at once; a pair never runs twice at a time. */
  want(window: Window): void;
  /** What was tried from or to this host counts no more. */
  forgetHost(hostId: HostId): void;
}

interface Round {
  readonly from: HostId;
  readonly to: HostId;
  /** When it last began; null = never. */
  startedAtMs: number | null;
  failed: boolean;
  /** What was asked for since: numbers of domains' questions. */
  readonly asked: Set<number>;
  /** To be asked for next. */
  readonly wanted: Map<string, Domain>;
}

/** Results of this age are asked for again when somebody looks, ms. */
const RECENT_MS = 45_000;
const RETRY_MS = 15_000;
/** A fleet whose rounds take long is not asked without a pause: at most a quarter of the time. */
const PAUSES = 3;
const LONGEST_PAUSE_MS = 300_000;
/** A result that is younger than this when its round begins is not asked for again, ms. */
const JUST_NOW_MS = 20_000;
/** Questions are kept as short numbers, so many at most. */
const MAX_QUESTIONS = 50_000;

/** Makes the rounds of the matrix: for each pair of hosts on screen, what must be tried between them and for the VMs on screen. */
export function createProbeRounds(parts: RoundParts): ProbeRounds {
  const { inventory, now, onEnd } = parts;
  const rounds = new Map<string, Round>();
  const numbers = new Map<string, number>();
  let lastNumber = 0;
  const numberOf = perObject((domain: Domain): number => {
    const question = JSON.stringify([domain.uuid, pathsToProve(domain), filesToLookFor(domain, null), cpuQuestionKey(domain)]);
    const known = numbers.get(question);
    if (known !== undefined) return known;
    // Forgotten questions get new numbers when they are met again, which costs one more round.
    if (numbers.size >= MAX_QUESTIONS) numbers.clear();
    lastNumber += 1;
    numbers.set(question, lastNumber);
    return lastNumber;
  });

  const run = async (round: Round): Promise<void> => {
    // A host went away meanwhile: what was wanted was wanted of how it was.
    if (rounds.get(pairKey(round.from, round.to)) !== round) return;
    const [source, destination] = [inventory.snapshot(round.from), inventory.snapshot(round.to)];
    const domains = [...round.wanted.values()];
    const nowMs = now();
    if (isDue(round, nowMs)) {
      round.asked.clear();
      round.startedAtMs = nowMs;
      round.failed = false;
    }
    round.wanted.clear();
    for (const domain of domains) round.asked.add(numberOf(domain));
    if (!source || !destination) return;
    const pair = { source, destination };
    const tell = () => onEnd(round.from, round.to);
    const notBeforeMs = nowMs - JUST_NOW_MS;
    await Promise.all([parts.probePair(pair, notBeforeMs).then(tell), parts.probeDomains(pair, domains, notBeforeMs).then(tell)]);
    round.failed ||= domains.some((domain) => parts.hasFailed(pair, domain));
  };

  const queue = createRoundQueue<Round>({
    now,
    run: (round) => run(round).catch((error: unknown) => parts.logger.warn({ err: error }, "preflight round broke")),
    forget: (round) => round.wanted.clear(),
  });
  const isDue = ({ startedAtMs, failed }: Round, nowMs: number): boolean => {
    if (startedAtMs === null) return true;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(RECENT_MS, PAUSES * queue.spanMs()));
    return nowMs - startedAtMs > (failed ? RETRY_MS : pauseMs);
  };

  const roundOf = (from: HostId, to: HostId): Round => {
    const key = pairKey(from, to);
    const known = rounds.get(key);
    if (known) return known;
    const round: Round = { from, to, startedAtMs: null, failed: false, asked: new Set(), wanted: new Map() };
    rounds.set(key, round);
    return round;
  };

  return {
    want({ located, destinations }) {
      const nowMs = now();
      const needed: Round[] = [];
      for (const [from, group] of Map.groupBy(located, ({ host }) => host.registration.id)) {
        for (const { registration } of destinations) {
          if (registration.id === from) continue;
          const round = roundOf(from, registration.id);
          const due = isDue(round, nowMs) && !queue.isRunning(round);
          for (const { domain } of group) if (due || !round.asked.has(numberOf(domain))) round.wanted.set(domain.uuid, domain);
          if (round.wanted.size > 0) needed.push(round);
        }
      }
      queue.putFirst(needed);
    },
    forgetHost(hostId) {
      for (const [key, { from, to }] of rounds) if (from === hostId || to === hostId) rounds.delete(key);
    },
  };
}

const TRIED = [
  "ssh",
  "libvirt",
  "hostname",
  "ports",
  "jobs",
  "cpu",
  "files",
  "storage",
] as const satisfies readonly (keyof Probes)[];

/** Whether something that the matrix tries gave no answer: it is tried again sooner. */
export function hasFailed(probes: Probes): boolean {
  return TRIED.some((name) => probes[name].kind === "failed");
}
