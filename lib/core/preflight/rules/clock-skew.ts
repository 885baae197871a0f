import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Above this the guest's clock may jump and logs of both hosts no longer line up. Reading offsets over SSH is good to some 10 ms. */
const TOLERATED_MS = 1000;

export const clockSkew = defineRule({
  id: "clock.skew",
  group: "security",
  scope: "pair",
  reasons: ["together", "apart"],
  evaluate: ({ source, destination }, say) => {
    const here = readFact(source, (facts) => facts.clockOffsetMs);
    const there = readFact(destination, (facts) => facts.clockOffsetMs);
    if (!here.known) return say.cannotTell(here.why);
    if (!there.known) return say.cannotTell(there.why);
    const skewMs = Math.abs(there.value - here.value);
    const values = { seconds: (skewMs / 1000).toFixed(1) };
    const evidence = () => [
      seen(source, "clock-offset", `${Math.round(here.value)} ms`),
      seen(destination, "clock-offset", `${Math.round(there.value)} ms`),
    ];
    if (skewMs <= TOLERATED_MS) return say.pass("together", { values, evidence });
    return say.warn("apart", {
      values,
      evidence,
      fix: fix("sync-clock", "destination", [["timedatectl", "set-ntp", "true"], ["timedatectl"]]),
    });
  },
});
