import { randomFrom } from "../../scripts/parts/random.ts";
import { MOVES, type Move } from "./moves.ts";
import { type Toward, TROUBLES, type Trouble } from "./trouble.ts";

/** One case before it is known where its guest is by then. */
export interface Case {
  readonly index: number;
  readonly move: Move;
  readonly toward: Toward;
  readonly trouble: Trouble;
}

const DIRECTIONS = [
  { toward: "peer", weight: 90 },
  { toward: "hv3", weight: 10 },
] as const;

/** The cases of a seed: the first n of a longer run are the run of n. */
export function drawCases(seed: number, count: number): Case[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const move = random.pick(MOVES);
    const { toward } = random.pick(DIRECTIONS);
    const trouble = random.pick(TROUBLES.filter(({ fits }) => fits(move, toward)));
    return { index: at + 1, move, toward, trouble };
  });
}
