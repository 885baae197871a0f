import { optionProblems } from "../../migration/options.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** A persistent domain must be defined on exactly one host afterwards; a transient one is gone when it stops, there as here. */
export const identityPersistent = defineRule({
  id: "identity.persistent",
  group: "identity",
  reasons: ["moves", "stays-defined-here", "transient", "two-definitions", "undefine-needs-persistent"],
  evaluate: ({ domain, source, options }, say) => {
    const evidence = [seen(source, "state", domain.persistent ? "persistent" : "transient")];
    if (!domain.persistent) {
      return say.warn("transient", { evidence, fix: fix("both-persistence-options", "source", [virsh("dumpxml", domain.uuid)]) });
    }
    const problem = options ? optionProblems(options, domain)[0] : undefined;
    if (problem) return say.block(problem.key, { evidence, fix: fix("both-persistence-options") });
    if (options && !options.persistent) return say.warn("stays-defined-here", { evidence, fix: fix("both-persistence-options") });
    return say.pass("moves", { evidence });
  },
});
