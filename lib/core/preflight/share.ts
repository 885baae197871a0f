import type { RuleContext } from "./context.ts";
import type { Judgement, Rule } from "./rule.ts";
import { onlyDestination, type Refuse, withoutDestination } from "./scope.ts";

/** A rule asked with part of its context closed: its answer, which then holds whatever that part is; null when it looked there. */
export type Asker = (rule: Rule) => Judgement | null;

/** Not an Error: it is thrown thousands of times, and nobody reads where. */
const LOOKED = Symbol("looked");

/**
 * Asks rules about a context of which all that differs from destination to destination is closed. A rule looks at its context only, so an answer
 * that was found without that part (a VM without a TPM needs none anywhere) is the answer for every destination.
 */
export function askerWithoutDestination(context: RuleContext): Asker {
  return askerOf((refuse) => withoutDestination(context, refuse));
}

/** Asks rules about the snapshot of the destination alone. */
export function askerOfDestination(context: RuleContext): Asker {
  return askerOf((refuse) => onlyDestination(context, refuse));
}

function askerOf(close: (refuse: Refuse) => RuleContext): Asker {
  // Kept beside the throw: a rule that catches all would else answer from what it could not see.
  let looked = false;
  const context = close(() => {
    looked = true;
    throw LOOKED;
  });
  return (rule) => {
    looked = false;
    try {
      const judgement = rule.judge(context);
      return looked ? null : judgement;
    } catch {
      // A rule that breaks is asked again with all that it wants to see.
      return null;
    }
  };
}
