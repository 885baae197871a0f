import { writableDisks } from "../../migration/disks.ts";
import { destinationPath } from "../choices.ts";
import { isActive, readFacts } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isPathDisk } from "./disks.ts";

/** A running VM on the destination that writes to a path of this one: two writers on one image, or the wrong image. */
export const storageInUse = defineRule({
  id: "storage.in-use",
  group: "storage",
  reasons: ["no-disk", "free", "in-use", "shareable"],
  evaluate: ({ domain, destination, options }, say) => {
    const disks = writableDisks(domain).filter(isPathDisk);
    if (disks.length === 0) return say.notApplicable("no-disk");
    const facts = readFacts(destination);
    if (!facts.known) return say.cannotTell(facts.why);
    const users = destination.domains
      .filter((other) => other.uuid !== domain.uuid && isActive(other))
      .flatMap((other) =>
        writableDisks(other).map((theirs) => ({
          other,
          theirs,
          mine: disks.find((disk) => destinationPath(options, disk) === theirs.source),
        })),
      )
      .flatMap(({ other, theirs, mine }) => (mine ? [{ other, theirs, mine }] : []));
    const clash = users.find(({ theirs, mine }) => !theirs.shareable || !mine.shareable) ?? users[0];
    if (!clash)
      return say.pass("free", {
        evidence: disks.map((disk) => seen(destination, "disk", destinationPath(options, disk) ?? "-")),
      });
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
