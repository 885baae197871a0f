import { mayPostCopy } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** From the switch on neither host has the whole guest. Always a warning, so that somebody has said that it is known. */
export const postcopyRisk = defineRule({
  id: "postcopy.risk",
  group: "memory",
  scope: "domain",
  reasons: ["not-used", "may-be-lost"],
  evaluate: ({ source, options }, say) => {
    if (!mayPostCopy(options)) return say.notApplicable("not-used");
    return say.warn("may-be-lost", { evidence: [seen(source, "option", "--postcopy")], fix: fix("no-post-copy") });
  },
});
