import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { diskText } from "./disks.ts";

/** rbd, iscsi, nbd and the like: nothing to prove about paths, but the destination must reach the storage, with its secrets. */
export const storageNetworkDisks = defineRule({
  id: "storage.network-disks",
  group: "storage",
  scope: "domain",
  reasons: ["none", "not-tried"],
  evaluate: ({ domain, source }, say) => {
    const disks = domain.disks.filter(({ type, source: from }) => type === "network" && from !== null);
    if (disks.length === 0) return say.notApplicable("none");
    return say.unknown("not-tried", {
      values: { disks: disks.map(({ target }) => target).join(", ") },
      evidence: disks.map((disk) => seen(source, "disk", diskText(disk))),
      fix: fix("check-with-root", "destination", [["virsh", "secret-list"]]),
    });
  },
});
