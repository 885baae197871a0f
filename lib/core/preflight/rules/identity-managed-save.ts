import { modeOf } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * A managed-save image stays on the host that made it (seen with 9.0: after an offline migration its file lies there without an owner).
 * The disks belong to the moment that it holds: without it they are those of a machine that lost its power.
 */
export const identityManagedSave = defineRule({
  id: "identity.managed-save",
  group: "identity",
  scope: "domain",
  reasons: ["none", "would-be-lost", "start-first"],
  evaluate: ({ domain, source, options }, say) => {
    const evidence = () => [seen(source, "state", domain.managedSave ? "managed save: yes" : "managed save: no")];
    if (!domain.managedSave) return say.pass("none", { evidence });
    const commands = [virsh("start", domain.uuid), virsh("managedsave-remove", domain.uuid)];
    const details = { evidence, fix: fix("remove-managed-save", "source", commands) };
    const mode = modeOf(options);
    // A running domain with such an image is about to be started from it, or was started past it.
    return options !== null && mode !== "live" ? say.block("would-be-lost", details) : say.warn("start-first", details);
  },
});
