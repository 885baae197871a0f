import { writableDisks } from "../../migration/disks.ts";
import { isCopied } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { diskText } from "./disks.ts";

/** A disk that several VMs write to at once: their cluster must bear the pause, and SCSI reservations do not travel. */
export const storageShareable = defineRule({
  id: "storage.shareable",
  group: "storage",
  scope: "domain",
  reasons: ["none", "other-writers"],
  evaluate: ({ domain, source, options }, say) => {
    // A shareable disk that is chosen for copying is storage.copy-disk-kind's business.
    const disks = writableDisks(domain).filter((disk) => disk.shareable && !isCopied(options, disk));
    if (disks.length === 0) return say.notApplicable("none");
    const paths = disks.map((disk) => disk.source);
    const others = source.domains.filter(
      (other) => other.uuid !== domain.uuid && other.disks.some((disk) => disk.source !== null && paths.includes(disk.source)),
    );
    return say.warn("other-writers", {
      values: { disks: disks.map(({ target }) => target).join(", ") },
      evidence: [
        ...disks.map((disk) => seen(source, "disk", diskText(disk))),
        ...others.map(({ name, uuid }) => seen(source, "used-by", `${name} (${uuid})`)),
      ],
      fix: fix("sync-writers", { runOn: "source", commands: [virsh("domblklist", domain.uuid)] }),
    });
  },
});
