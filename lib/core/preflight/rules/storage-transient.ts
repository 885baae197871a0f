import { carriesState } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { diskText } from "./disks.ts";

/** libvirt: "migration with transient disk is not supported". */
export const storageTransient = defineRule({
  id: "storage.transient",
  group: "storage",
  scope: "domain",
  reasons: ["none", "stays-off", "transient"],
  evaluate: ({ domain, source, options }, say) => {
    const transient = domain.disks.filter((disk) => disk.transient);
    if (transient.length === 0) return say.pass("none");
    // What such a disk throws away at the end is thrown away already.
    if (!carriesState(options)) return say.notApplicable("stays-off");
    return say.block("transient", {
      values: { disks: transient.map(({ target }) => target).join(", ") },
      evidence: transient.map((disk) => seen(source, "disk", diskText(disk))),
      fix: fix("detach-device", "source", [virsh("edit", domain.uuid)]),
    });
  },
});
