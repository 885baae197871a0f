import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** The destination's capabilities must list the guest's architecture. */
export const cpuArch = defineRule({
  id: "cpu.arch",
  group: "cpu",
  reasons: ["offered", "missing"],
  evaluate: ({ domain, destination }, say) => {
    const guests = readFact(destination, (facts) => facts.guests);
    if (!guests.known) return say.cannotTell(guests.why);
    const offered = [...new Set(guests.value.map(({ arch }) => arch))];
    const values = { arch: domain.arch };
    const evidence = [seen(destination, "arch", offered.join(", ") || "-")];
    if (offered.includes(domain.arch)) return say.pass("offered", { values, evidence });
    return say.block("missing", { values, evidence, fix: fix("other-host") });
  },
});
