import { carriesState } from "../choices.ts";
import { isActive, readFact } from "../context.ts";
import { mebibytes, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Guests that do not use their memory today may use it tomorrow: what is promised to all of them against what there is. */
export const memoryOvercommit = defineRule({
  id: "memory.overcommit",
  group: "memory",
  reasons: ["stays-off", "covered", "overcommitted"],
  evaluate: ({ domain, destination, options }, say) => {
    if (!carriesState(options)) return say.notApplicable("stays-off");
    const total = readFact(destination, (facts) => facts.memoryTotalBytes);
    if (!total.known) return say.cannotTell(total.why);
    const others = destination.domains.filter((other) => isActive(other) && other.uuid !== domain.uuid);
    const promisedBytes = others.reduce((sum, other) => sum + other.memoryBytes, domain.memoryBytes);
    const values = { promised: mebibytes(promisedBytes), total: mebibytes(total.value), count: others.length };
    const evidence = [seen(destination, "memory-promised", values.promised), seen(destination, "memory-total", values.total)];
    if (promisedBytes <= total.value) return say.pass("covered", { values, evidence });
    return say.warn("overcommitted", {
      values,
      evidence,
      fix: fix("other-host", "destination", [virsh("domstats", "--balloon")]),
    });
  },
});
