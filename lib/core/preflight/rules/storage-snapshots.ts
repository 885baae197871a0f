import { undefinesByHand, usesLibvirtPath } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "cannot migrate domain with N snapshots", internal or external. A copy has no record of them. */
export const storageSnapshots = defineRule({
  id: "storage.snapshots",
  group: "storage",
  scope: "domain",
  reasons: ["none", "present", "undefine-refused", "not-carried"],
  evaluate: ({ domain, source, options }, say) => {
    const evidence = () => [seen(source, "snapshots", domain.snapshotCount)];
    if (domain.snapshotCount === 0) return say.pass("none", { evidence });
    const commands = [virsh("snapshot-list", domain.uuid), virsh("snapshot-delete", domain.uuid, "--current", "--metadata")];
    const details = {
      values: { count: domain.snapshotCount },
      evidence,
      fix: fix("delete-snapshots", "source", commands),
    };
    if (usesLibvirtPath(options)) return say.block("present", details);
    // libvirt: "cannot delete inactive domain with N snapshots".
    return undefinesByHand(options) ? say.block("undefine-refused", details) : say.warn("not-carried", details);
  },
});
