import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt: "cannot migrate domain with N snapshots", internal or external. */
export const storageSnapshots = defineRule({
  id: "storage.snapshots",
  group: "storage",
  reasons: ["none", "present"],
  evaluate: ({ domain, source }, say) => {
    const evidence = [seen(source, "snapshots", domain.snapshotCount)];
    if (domain.snapshotCount === 0) return say.pass("none", { evidence });
    const commands = [virsh("snapshot-list", domain.uuid), virsh("snapshot-delete", domain.uuid, "--current", "--metadata")];
    return say.block("present", {
      values: { count: domain.snapshotCount },
      evidence,
      fix: fix("delete-snapshots", "source", commands),
    });
  },
});
