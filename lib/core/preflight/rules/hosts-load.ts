import { carriesState } from "../choices.ts";
import { type Read, type RuleContext, readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";

/** Above this many runnable tasks for each CPU QEMU's migration thread has to wait for its turn. */
const BUSY_PER_CPU = 2;

/** A busy source sends slowly, a busy destination takes slowly; both make the downtime longer than it need be. */
export const hostsLoad = defineRule({
  id: "hosts.load",
  group: "cpu",
  scope: "pair",
  reasons: ["stays-off", "calm", "busy"],
  evaluate: ({ source, destination, options }, say) => {
    if (!carriesState(options)) return say.notApplicable("stays-off");
    const loads: { host: RuleContext["source"]; load: number; cpus: number }[] = [];
    for (const host of [source, destination]) {
      const read = loadOf(host);
      if (!read.known) return say.cannotTell(read.why);
      loads.push({ host, ...read.value });
    }
    const busy = loads.filter(({ load, cpus }) => load / cpus > BUSY_PER_CPU);
    const evidence = () => loads.map(({ host, load, cpus }) => seen(host, "load", `${load.toFixed(2)} / ${cpus}`));
    if (busy.length === 0) return say.pass("calm", () => ({ evidence }));
    return say.warn("busy", () => ({
      values: { hosts: busy.map(({ host }) => host.registration.name).join(", ") },
      evidence,
      fix: fix("wait-for-calm"),
    }));
  },
});

/** The load, and the CPUs that it is shared by. What is over in a minute is no reason to wait: the calmer of one and five minutes counts. */
const loadOf = perObject((host: RuleContext["source"]): Read<{ readonly load: number; readonly cpus: number }> => {
  const load = readFact(host, (facts) => facts.loadAverage);
  if (!load.known) return load;
  const cpu = readFact(host, (facts) => facts.cpu);
  if (!cpu.known) return cpu;
  return { known: true, value: { load: Math.min(load.value[0], load.value[1]), cpus: Math.max(1, cpu.value.cpus) } };
});
