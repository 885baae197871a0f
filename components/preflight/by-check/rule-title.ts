import type { Message } from "@/lib/contract/index.ts";

/** What a rule is called: its title stands below its id in the words of the preflight. */
export function ruleTitle(ruleId: string): Message {
  return { key: `preflight.rules.${ruleId}.title` };
}
