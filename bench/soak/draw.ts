import { type Random, randomFrom } from "../../scripts/parts/random.ts";
import { FAULTS, type SoakFault } from "./faults.ts";
import { MOVES, type Move } from "./moves.ts";

/** One or some migrations at once, and what goes wrong meanwhile. */
export interface Round {
  readonly index: number;
  readonly moves: readonly Move[];
  readonly fault: SoakFault;
  /** Counted from the moment at which data flows, else from the start. */
  readonly isWhileCopying: boolean;
  readonly afterMs: number;
  readonly lastsMs: number;
  /** The server may be killed: its memory is not compared with that of the rounds before. */
  readonly isLastPart: boolean;
}

/** In a round with a fault the memory is copied so slowly that there is something to meet. */
export const SLOW_MIBPS = 12;
/** Of the faults that may come at any time, this share comes while data flows. */
const WHILE_COPYING = 0.6;
const AT_ONCE = [
  { count: 1, weight: 70 },
  { count: 2, weight: 20 },
  { count: 3, weight: 10 },
] as const;
/** From this share of the migrations on the server is killed, too. */
const LAST_PART = 0.75;

/** The rounds of a seed, `count` migrations in all. */
export function drawRounds(seed: number, count: number, only?: string): Round[] {
  const random = randomFrom(seed);
  const rounds: Round[] = [];
  for (let drawn = 0; drawn < count; ) {
    const isLastPart = drawn >= count * LAST_PART;
    const moves = drawMoves(random, Math.min(random.pick(AT_ONCE).count, count - drawn));
    const fault = drawFault(random, moves[0], isLastPart, only);
    const isWhileCopying = random.next() < WHILE_COPYING || fault.needsCopying === true;
    const between = ([from, to]: readonly [number, number]) => Math.round((from + random.next() * (to - from)) * 1000);
    const afterMs = between(fault.after);
    const lastsMs = between(fault.lasts ?? [0, 0]);
    rounds.push({ index: rounds.length + 1, moves, fault, isWhileCopying, afterMs, lastsMs, isLastPart });
    drawn += moves.length;
  }
  return rounds;
}

function drawMoves(random: Random, count: number): Move[] {
  const moves: Move[] = [];
  while (moves.length < count) {
    const taken = moves.map(({ guest }) => guest);
    moves.push(random.pick(MOVES.filter(({ guest }) => !taken.includes(guest))));
  }
  return moves;
}

function drawFault(random: Random, move: Move | undefined, isLastPart: boolean, only: string | undefined): SoakFault {
  if (!move) throw new Error("a round without a migration");
  const fitting = FAULTS.filter(({ fits, name }) => (fits?.(move) ?? true) && (!only || name.includes(only)));
  const weighed = fitting.map((fault) => ({
    fault,
    weight: isLastPart || only ? (fault.weightAtEnd ?? fault.weight) : fault.weight,
  }));
  return random.pick(weighed).fault;
}
