import type { Verdict } from "../model/finding.ts";
import type { RuleContext } from "./context.ts";
import type { Judgement, Rule } from "./rule.ts";
import { isTrouble, type Trouble } from "./verdict.ts";

/** What one rule finds fault with. */
export interface Ranked {
  readonly rule: Rule;
  /** Worst verdict first, then the registry's order. */
  readonly rank: number;
  readonly trouble: { readonly ruleId: string; readonly verdict: Trouble };
}

/** Verdicts of rules for the context that stands for all that share them. Counted one by one: there are a million of them in a big matrix. */
export class Tally {
  readonly context: RuleContext;
  readonly troubles: Ranked[] = [];
  pending = false;
  block = 0;
  unknown = 0;
  warn = 0;
  pass = 0;
  notApplicable = 0;

  constructor(context: RuleContext) {
    this.context = context;
  }

  count(verdict: Verdict): void {
    switch (verdict) {
      case "pass":
        this.pass += 1;
        return;
      case "not-applicable":
        this.notApplicable += 1;
        return;
      case "warn":
        this.warn += 1;
        return;
      case "unknown":
        this.unknown += 1;
        return;
      case "block":
        this.block += 1;
        return;
    }
  }

  /** Takes what another tally has. The troubles are then in the order of their rank. */
  add(other: Tally): void {
    this.block += other.block;
    this.unknown += other.unknown;
    this.warn += other.warn;
    this.pass += other.pass;
    this.notApplicable += other.notApplicable;
    if (other.pending) this.pending = true;
    for (const trouble of other.troubles) insert(this.troubles, trouble);
  }
}

/** There are a few at most. */
function insert(troubles: Ranked[], added: Ranked): void {
  let place = troubles.length;
  for (let before = troubles[place - 1]; before && before.rank > added.rank; before = troubles[place - 1]) {
    troubles[place] = before;
    place -= 1;
  }
  troubles[place] = added;
}

const RANKS: Readonly<Record<Trouble, number>> = { block: 0, unknown: 1, warn: 2 };

export type Note = (tally: Tally, judgement: Judgement) => void;

/** Takes down the answers of one rule, the `index`-th of `ruleCount`. */
export function noter(rule: Rule, index: number, ruleCount: number): Note {
  const as = (verdict: Trouble): Ranked => ({
    rule,
    rank: RANKS[verdict] * ruleCount + index,
    trouble: { ruleId: rule.id, verdict },
  });
  const ranked = { block: as("block"), unknown: as("unknown"), warn: as("warn") };
  return (tally, { verdict, pending }) => {
    tally.count(verdict);
    if (isTrouble(verdict)) tally.troubles.push(ranked[verdict]);
    if (pending) tally.pending = true;
  };
}
