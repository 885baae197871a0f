import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/**
 * libvirt: "domain has 'invtsc' CPU feature but TSC frequency is not specified", for migrating and for saving. A host-passthrough CPU with
 * migratable='off' gets invtsc by itself where the host has it, and QEMU refuses then ("State blocked by non-migratable CPU device").
 */
export const cpuInvtsc = defineRule({
  id: "cpu.invtsc",
  group: "cpu",
  scope: "domain",
  reasons: ["boots-anew", "not-used", "refused", "not-migratable"],
  evaluate: ({ domain, source, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (!carriesState(options)) return say.notApplicable("boots-anew");
    const details = () => ({
      evidence: [seen(source, "cpu-xml", domain.cpuXml ?? "-")],
      fix: fix("fix-tsc", "source", [virsh("edit", domain.uuid)]),
    });
    if (needs.value.invtscWithoutFrequency) return say.block("refused", details);
    if (/<cpu\b[^>]*\bmigratable=["']off["']/.test(domain.cpuXml ?? "")) return say.warn("not-migratable", details);
    return say.pass("not-used", () => ({ evidence: [seen(source, "cpu-model", domain.cpuMode ?? "-")] }));
  },
});
