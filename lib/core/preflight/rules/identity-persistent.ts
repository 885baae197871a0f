import { optionProblems } from "../../migration/options.ts";
import { makesClone } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** A persistent domain must be defined on exactly one host afterwards; a transient one is gone when it stops, there as here. */
export const identityPersistent = defineRule({
  id: "identity.persistent",
  group: "identity",
  scope: "domain",
  reasons: ["copied", "moves", "stays-defined-here", "transient", "two-definitions", "undefine-needs-persistent"],
  evaluate: ({ domain, source, options }, say) => {
    const evidence = () => [seen(source, "state", domain.persistent ? "persistent" : "transient")];
    if (!domain.persistent) {
      return say.warn("transient", { evidence, fix: fix("both-persistence-options", "source", [virsh("dumpxml", domain.uuid)]) });
    }
    if (makesClone(options)) return say.pass("copied", { evidence });
    const keys = options ? optionProblems(options, domain).map(({ key }) => key) : [];
    const problem = (["two-definitions", "undefine-needs-persistent"] as const).find((key) => keys.includes(key));
    if (problem) return say.block(problem, { evidence, fix: fix("both-persistence-options") });
    if (options && !options.persistent) return say.warn("stays-defined-here", { evidence, fix: fix("both-persistence-options") });
    return say.pass("moves", { evidence });
  },
});
