import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** libvirt refuses a guest with these (qemuMigrationSrcIsAllowed): vDPA, legacy shared memory, nvme and vhost-user disks and the like. */
export const devicesUnmovable = defineRule({
  id: "devices.unmovable",
  group: "devices",
  scope: "domain",
  reasons: ["none", "refused", "starts-without"],
  evaluate: ({ domain, source, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const { unmovable } = needs.value;
    if (unmovable.length === 0) return say.pass("none");
    const details = {
      values: { devices: unmovable.join(", ") },
      evidence: unmovable.map((element) => seen(source, "device", element)),
      fix: fix("detach-unmovable", { runOn: "source", commands: [virsh("dumpxml", domain.uuid)] }),
    };
    return carriesState(options) ? say.block("refused", details) : say.warn("starts-without", details);
  },
});
