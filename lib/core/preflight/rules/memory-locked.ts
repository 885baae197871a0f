import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** Locked memory is never swapped out, and needs a limit (memlock) that the service or the container of libvirt may not grant. */
export const memoryLocked = defineRule({
  id: "memory.locked",
  group: "memory",
  scope: "domain",
  reasons: ["not-used", "stays-off", "locked"],
  evaluate: ({ domain, source, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (!needs.value.memoryLocked) return say.notApplicable("not-used");
    if (!carriesState(options)) return say.notApplicable("stays-off");
    return say.warn("locked", () => ({
      evidence: [seen(source, "memory-backing", "locked")],
      fix: fix("check-memlock", "destination", [
        virsh("nodememstats"),
        ["systemctl", "show", "--property=LimitMEMLOCK", "libvirtd"],
      ]),
    }));
  },
});
