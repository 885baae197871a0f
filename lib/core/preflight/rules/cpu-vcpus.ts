import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { readGuestArches } from "./guest-arch.ts";

/** More vCPUs than the machine type allows cannot start; more than the host has cores will be slow. */
export const cpuVcpus = defineRule({
  id: "cpu.vcpus",
  group: "cpu",
  reasons: ["fits", "over-limit", "over-cores"],
  evaluate: ({ domain, source, destination }, say) => {
    const cpu = readFact(destination, (facts) => facts.cpu);
    if (!cpu.known) return say.cannotTell(cpu.why);
    const arches = readGuestArches(destination, domain);
    const limit = arches.known
      ? vcpuLimit(
          arches.value.map((arch) => arch.maxVcpusByMachine),
          domain.machine,
        )
      : null;
    const values = { vcpus: domain.vcpus, max: domain.maxVcpus, cpus: cpu.value.cpus, limit: limit ?? 0 };
    const evidence = () => [
      seen(source, "vcpus", domain.maxVcpus === domain.vcpus ? domain.vcpus : `${domain.vcpus} / ${domain.maxVcpus}`),
      seen(destination, "cpus", cpu.value.cpus),
      ...(limit === null ? [] : [seen(destination, "vcpu-limit", limit)]),
    ];
    if (limit !== null && domain.maxVcpus > limit) {
      const advice = fix("fewer-vcpus", "source", [virsh("vcpucount", domain.uuid)]);
      return say.block("over-limit", { values, evidence, fix: advice });
    }
    if (domain.vcpus > cpu.value.cpus) return say.warn("over-cores", () => ({ values, evidence, fix: fix("other-host") }));
    return say.pass("fits", () => ({ values, evidence }));
  },
});

function vcpuLimit(tables: readonly Readonly<Record<string, number>>[], machine: string): number | null {
  const limits = tables.flatMap((table) => (Object.hasOwn(table, machine) ? [table[machine] ?? 0] : []));
  return limits.length === 0 ? null : Math.max(...limits);
}
