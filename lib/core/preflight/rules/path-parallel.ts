import { optionsChoice } from "../choice-of.ts";
import { readFact } from "../context.ts";
import { seen, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** One channel keeps a core busy at about this speed, Mbit/s; two are QEMU's default, and more than 16 bring nothing on any link of today. */
const MBIT_PER_CHANNEL = 10_000;
const [FEWEST, MOST] = [2, 16];

/** Advice on the number of channels: one for each 10 Gbit/s of the link, two at least, and not more than half of the cores. */
export const pathParallel = defineRule({
  id: "path.parallel",
  group: "path",
  scope: "pair",
  reasons: ["not-used", "fits", "speed-unknown", "too-many"],
  evaluate: ({ source, destination, options, probes: { traits } }, say) => {
    const count = options?.parallelConnections ?? null;
    if (count === null || options?.mode !== "live") return say.notApplicable("not-used");
    const [here, there] = [readFact(source, (facts) => facts.cpu), readFact(destination, (facts) => facts.cpu)];
    if (!here.known) return say.cannotTell(here.why);
    if (!there.known) return say.cannotTell(there.why);
    if (traits.kind !== "done") return say.notProbed(traits);
    const { route } = traits.value.source;
    const mbit = route?.mbitPerSec ?? null;
    const advised = mbit === null ? FEWEST : Math.min(MOST, Math.max(FEWEST, Math.ceil(mbit / MBIT_PER_CHANNEL)));
    const cores = Math.min(here.value.cpus, there.value.cpus);
    const values = { count, advised, cores, device: route?.device ?? "-", gbit: mbit === null ? "?" : String(mbit / 1000) };
    const evidence = () => [
      seenOn(traits, source, "link-speed", `${values.device}: ${mbit === null ? "?" : `${mbit} Mbit/s`}`),
      seenOn(traits, source, "channels", advised),
      seen(source, "cpus", here.value.cpus),
      seen(destination, "cpus", there.value.cpus),
    ];
    const most = Math.max(FEWEST, Math.floor(cores / 2));
    if (count > most) {
      const fewer = Math.min(advised, most);
      const choices = [optionsChoice("channels", { parallelConnections: fewer }, { count: fewer })];
      return say.warn("too-many", { values, evidence, fix: fix("fewer-channels", { values: { advised: fewer }, choices }) });
    }
    return say.pass(mbit === null ? "speed-unknown" : "fits", { values, evidence });
  },
});
