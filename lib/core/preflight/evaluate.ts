import type { Finding } from "../model/finding.ts";
import type { RuleContext } from "./context.ts";
import { crashedFinding, type Rule } from "./rule.ts";

/** Runs every rule; none stops another. A rule that throws gives an unknown finding. The order is the registry's. */
export function evaluateRules(rules: readonly Rule[], context: RuleContext): readonly Finding[] {
  return rules.map((rule) => {
    try {
      return rule.evaluate(context);
    } catch (error) {
      return crashedFinding(rule, context, error);
    }
  });
}
