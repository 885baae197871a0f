import { type CopyRefusal, copyRefusal } from "../../migration/disks.ts";
import { leaveChoice } from "../choice-of.ts";
import { isCopied, makesClone, modeOf } from "../choices.ts";
import { commandsOf, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { diskText } from "./disks.ts";
import { imageText } from "./image-text.ts";

/** The part of the options that judges a disk by itself has codes, this rule has words for them. */
const REASONS = {
  empty: "empty",
  readonly: "read-only",
  removable: "removable",
  block: "block-device",
  network: "network",
  volume: "volume",
  special: "not-a-file",
  transient: "transient",
} as const satisfies Record<CopyRefusal, string>;

/** libvirt: "Cannot migrate empty or read-only disk X", "cannot precreate storage for disk type 'block'". */
export const storageCopyDiskKind = defineRule({
  id: "storage.copy-disk-kind",
  group: "storage",
  reasons: ["no-copy", "all-chosen", "some-excluded", "shareable", "missing-at-source", "unreadable", ...Object.values(REASONS)],
  evaluate: ({ domain, source, options, probes: { images } }, say) => {
    const mode = modeOf(options);
    const chosen = domain.disks.filter((disk) => isCopied(options, disk));
    if (chosen.length === 0) return say.notApplicable("no-copy");
    const listed = chosen.map((disk) => seen(source, "disk", diskText(disk)));
    const unfit = chosen.filter((disk) => copyRefusal(disk, mode) !== null || disk.shareable).map(({ target }) => target);
    for (const disk of chosen) {
      const values = { disk: disk.target, disks: disk.target };
      const drop = fix("do-not-copy", { values, choices: makesClone(options) ? [] : [leaveChoice(unfit)] });
      const refusal = copyRefusal(disk, mode);
      if (refusal !== null) return say.block(REASONS[refusal], { values, evidence: listed, fix: drop });
      // Others may write to it while it is read: the copy would be of no single moment.
      if (disk.shareable) return say.block("shareable", { values, evidence: listed, fix: drop });
    }
    if (images.kind !== "done") return say.notProbed(images);
    const pairs = chosen.flatMap(({ target }) => {
      const pair = images.value.get(target);
      return pair ? [{ target, image: pair.source }] : [];
    });
    const evidence = () => [
      ...listed,
      ...commandsOf(images),
      ...pairs.map(({ image }) => seen(source, "image", imageText(image))),
    ];
    const gone = pairs.find(({ image }) => !image.exists);
    if (gone) return say.block("missing-at-source", { values: { path: gone.image.path }, evidence, fix: fix("check-again") });
    const unread = pairs.find(({ image }) => image.problem !== null);
    if (unread || pairs.length < chosen.length)
      return say.unknown("unreadable", {
        values: { path: unread?.image.path ?? "-" },
        evidence,
        fix: fix("check-with-root", "source"),
      });
    const excluded = domain.disks.filter(
      (disk) => !isCopied(options, disk) && (copyRefusal(disk, mode) !== null || disk.shareable),
    );
    const values = {
      disks: chosen.map(({ target }) => target).join(", "),
      excluded: excluded.map(({ target }) => target).join(", "),
    };
    return say.pass(excluded.length > 0 ? "some-excluded" : "all-chosen", { values, evidence });
  },
});
