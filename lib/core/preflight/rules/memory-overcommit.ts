import type { Domain } from "../../model/domain.ts";
import { carriesState } from "../choices.ts";
import { isActive, readFact } from "../context.ts";
import { mebibytes, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";

function bytesOf(domains: readonly Domain[]): number {
  return domains.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
}

const activeOf = perObject((all: readonly Domain[]) => {
  const domains = all.filter(isActive);
  return { domains, bytes: bytesOf(domains) };
});

/** Guests that do not use their memory today may use it tomorrow: what is promised to all of them against what there is. */
export const memoryOvercommit = defineRule({
  id: "memory.overcommit",
  group: "memory",
  reasons: ["stays-off", "covered", "overcommitted"],
  evaluate: ({ domain, destination, options }, say) => {
    if (!carriesState(options)) return say.notApplicable("stays-off");
    const total = readFact(destination, (facts) => facts.memoryTotalBytes);
    if (!total.known) return say.cannotTell(total.why);
    const running = activeOf(destination.domains);
    // A VM that is there already is not counted twice.
    const twins = running.domains.filter(({ uuid }) => uuid === domain.uuid);
    const promisedBytes = running.bytes + domain.memoryBytes - bytesOf(twins);
    const details = () => {
      const values = {
        promised: mebibytes(promisedBytes),
        total: mebibytes(total.value),
        count: running.domains.length - twins.length,
      };
      return {
        values,
        evidence: [seen(destination, "memory-promised", values.promised), seen(destination, "memory-total", values.total)],
      };
    };
    if (promisedBytes <= total.value) return say.pass("covered", details);
    return say.warn("overcommitted", () => ({
      ...details(),
      fix: fix("other-host", "destination", [virsh("domstats", "--balloon")]),
    }));
  },
});
