import { copyChoice } from "../choice-of.ts";
import { modeOf } from "../choices.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isFinding, readImagePairs } from "./image-pairs.ts";
import { imageText } from "./image-text.ts";

/** A full copy reads through the whole chain: the image at the destination has everything in it and no backing file any more. */
export const storageChainFlattened = defineRule({
  id: "storage.chain-flattened",
  group: "storage",
  reasons: ["no-copy", "not-full", "no-chain", "flattened"],
  evaluate: (context, say) => {
    const { options } = context;
    const read = readImagePairs(context, say);
    if (isFinding(read)) return read;
    if (modeOf(options) !== "live" || options?.storageCopy !== "full") return say.notApplicable("not-full");
    const evidence = () => read.pairs.map(({ pair }) => seenOn(read.probe, context.source, "image", imageText(pair.source)));
    const built = read.pairs.filter(({ pair }) => pair.source.backingPath !== null);
    if (built.length === 0) return say.pass("no-chain", { evidence });
    const values = { disks: built.map(({ target }) => target).join(", ") };
    // Of disks without a backing file there is no increment.
    const choices = built.length === read.pairs.length ? [copyChoice(options.copiedDisks, "incremental")] : [];
    return say.warn("flattened", { values, evidence, fix: fix("choose-incremental-copy", { choices }) });
  },
});
