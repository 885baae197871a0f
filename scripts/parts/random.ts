/** Numbers that look random and are the same for the same seed (mulberry32), so that a run can be repeated. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** One of several, each with its weight. Throws on an empty list. */
  pick<T extends { readonly weight: number }>(from: readonly T[]): T;
}

/** Makes one from a whole number. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick(from) {
      let left = next() * from.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of from) {
        left -= one.weight;
        if (left < 0) return one;
      }
      const last = from.at(-1);
      if (!last) throw new Error("nothing to pick from");
      return last;
    },
  };
}
