import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** QEMU: "Migration is disabled when VirtFS export path is mounted in the guest". Not mounted, the guest moves: only the guest knows. */
export const devicesPlanNine = defineRule({
  id: "devices.plan-nine",
  group: "devices",
  scope: "domain",
  reasons: ["none", "boots-anew", "may-be-mounted"],
  evaluate: ({ domain, source, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const tags = needs.value.plan9;
    if (tags.length === 0) return say.notApplicable("none");
    const values = { tags: tags.join(", ") };
    const evidence = () => tags.map((tag) => seen(source, "device", `9p ${tag}`));
    // The folder of the host must be there, too; a warning in any case.
    if (!carriesState(options)) return say.warn("boots-anew", { values, evidence, fix: fix("copy-file", "source") });
    return say.warn("may-be-mounted", { values, evidence, fix: fix("unmount-share", { values }) });
  },
});
