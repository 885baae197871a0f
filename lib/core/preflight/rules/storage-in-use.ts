import { writableDisks } from "../../migration/disks.ts";
import type { Domain } from "../../model/domain.ts";
import { destinationPath } from "../choices.ts";
import { isActive, readFacts } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { residentsOf } from "../residents.ts";
import { defineRule } from "../rule.ts";
import { isPathDisk } from "./disks.ts";

const imagesOf = perObject((domain: Domain) => writableDisks(domain).filter(isPathDisk));

/** A running VM on the destination that writes to a path of this one: two writers on one image, or the wrong image. */
export const storageInUse = defineRule({
  id: "storage.in-use",
  group: "storage",
  reasons: ["no-disk", "free", "in-use", "shareable"],
  evaluate: ({ domain, destination, options }, say) => {
    const disks = imagesOf(domain);
    if (disks.length === 0) return say.notApplicable("no-disk");
    const facts = readFacts(destination);
    if (!facts.known) return say.cannotTell(facts.why);
    const { byDisk } = residentsOf(destination.domains);
    const users = disks
      .flatMap((mine) => (byDisk.get(destinationPath(options, mine) ?? "") ?? []).map((one) => ({ ...one, mine })))
      .filter(({ other }) => other.uuid !== domain.uuid && isActive(other));
    const clash = users.find(({ theirs, mine }) => !theirs.shareable || !mine.shareable) ?? users[0];
    if (!clash)
      return say.pass("free", () => ({
        evidence: disks.map((disk) => seen(destination, "disk", destinationPath(options, disk) ?? "-")),
      }));
    const details = {
      values: { path: clash.theirs.source ?? "", other: clash.other.name },
      evidence: users.map(({ other, theirs }) =>
        seen(destination, "used-by", `${theirs.source ?? "-"}: ${other.name} (${other.uuid})`),
      ),
      fix: fix("stop-other-user", "destination", [virsh("domblklist", clash.other.uuid)]),
    };
    const deliberate = clash.mine.shareable && clash.theirs.shareable;
    return deliberate ? say.warn("shareable", details) : say.block("in-use", details);
  },
});
