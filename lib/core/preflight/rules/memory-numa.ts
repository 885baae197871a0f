import { carriesState } from "../choices.ts";
import { expandCpuList } from "../cpu-list.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "NUMA node N is unavailable", in every mode, preferred and interleave as well (seen with libvirt 9.0 in the lab). */
export const memoryNuma = defineRule({
  id: "memory.numa",
  group: "memory",
  reasons: ["not-used", "present", "missing"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const wanted = needs.value.numaNodes;
    if (wanted === null) return say.notApplicable("not-used");
    const there = readDetail(destination, ({ numaNodes }) => numaNodes);
    if (!there.known) return say.cannotTell(there.why);
    const ids = new Set(there.value.map(({ id }) => id));
    const missing = [...expandCpuList(wanted.nodeset)].filter((node) => !ids.has(node));
    const evidence = () => [
      seen(source, "numa-nodes", `${wanted.nodeset} (${wanted.mode})`),
      seen(destination, "numa-nodes", [...ids].join(", ") || "-"),
    ];
    if (missing.length === 0) return say.pass("present", () => ({ values: { nodes: wanted.nodeset }, evidence }));
    const details = () => ({
      values: { nodes: missing.join(", ") },
      evidence,
      fix: fix("other-nodes", "source", [virsh("numatune", domain.uuid), virsh("edit", domain.uuid)]),
    });
    return carriesState(options) ? say.block("missing", details) : say.warn("missing", details);
  },
});
