import { expandCpuList } from "../cpu-list.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** The CPUs to which QEMU's migration threads are pinned must be on at both hosts: libvirt carries the pinning with the guest. */
export const cpuEmulatorPin = defineRule({
  id: "cpu.emulator-pin",
  group: "cpu",
  scope: "pair",
  reasons: ["not-used", "present", "nothing-left", "unreadable", "missing"],
  evaluate: ({ source, destination, options, probes: { traits } }, say) => {
    const chosen = options?.emulatorCpus ?? null;
    if (chosen === null) return say.notApplicable("not-used");
    if (traits.kind !== "done") return say.notProbed(traits);
    const hosts = [
      { host: source, online: traits.value.source.onlineCpus },
      { host: destination, online: traits.value.destination.onlineCpus },
    ];
    const evidence = () => hosts.map(({ host, online }) => seenOn(traits, host, "cpus", online ?? "?"));
    const wanted = expandCpuList(chosen);
    const advice = fix("choose-cpus");
    if (wanted.size === 0) return say.block("nothing-left", { values: { cpus: chosen }, evidence, fix: advice });
    for (const { host, online } of hosts) {
      const values = { cpus: chosen, host: host.registration.name };
      if (online === null) return say.unknown("unreadable", { values, evidence });
      const there = expandCpuList(online);
      const missing = [...wanted].filter((cpu) => !there.has(cpu));
      if (missing.length > 0) {
        return say.block("missing", { values: { ...values, cpus: missing.join(", ") }, evidence, fix: advice });
      }
    }
    return say.pass("present", { values: { cpus: chosen }, evidence });
  },
});
