import { carriesState } from "../choices.ts";
import { expandCpuList } from "../cpu-list.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/**
 * libvirt carries the pinning with the guest. "cannot set CPU affinity on process: Invalid argument" where none of a list's CPUs is on; where only some are
 * missing, the kernel takes the rest, but the cgroup controller cpuset refuses the list.
 */
export const cpuPinning = defineRule({
  id: "cpu.pinning",
  group: "cpu",
  reasons: ["not-used", "present", "missing", "some-missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const lists = needs.value.cpuSets.filter((list) => expandCpuList(list).size > 0);
    if (lists.length === 0) return say.notApplicable("not-used");
    const there = readDetail(destination, ({ onlineCpus }) => onlineCpus);
    if (!there.known) return say.cannotTell(there.why);
    const online = expandCpuList(there.value);
    const missingOf = (list: string) => [...expandCpuList(list)].filter((cpu) => !online.has(cpu));
    const missing = [...new Set(lists.flatMap(missingOf))].toSorted((a, b) => a - b);
    const evidence = () => [...lists.map((list) => seen(source, "cpus", list)), seen(destination, "cpus", there.value)];
    if (missing.length === 0) return say.pass("present", () => ({ values: { cpus: lists.join("; ") }, evidence }));
    const details = () => ({
      values: { cpus: missing.join(", ") },
      evidence,
      fix: fix("other-pinning", "source", [virsh("vcpupin", domain.uuid), virsh("emulatorpin", domain.uuid)]),
    });
    const noneLeft = lists.some((list) => missingOf(list).length === expandCpuList(list).size);
    const controllers = destination.facts?.details?.known ? destination.facts.details.value.cgroupControllers : null;
    const refused = noneLeft || controllers === null || controllers.includes("cpuset");
    return refused && carriesState(options)
      ? say.block("missing", details)
      : say.warn(refused ? "missing" : "some-missing", details);
  },
});
