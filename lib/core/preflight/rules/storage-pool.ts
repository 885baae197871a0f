import { seenOn } from "../evidence.ts";
import { defineRule } from "../rule.ts";
import { isFinding, readImagePairs } from "./image-pairs.ts";

/**
 * libvirt makes the images of a copy by itself only where the folder is an active pool ("no storage pool with matching target path").
 * VirtFerry makes them in any folder, so that this is for information.
 */
export const storagePool = defineRule({
  id: "storage.pool",
  group: "storage",
  reasons: ["no-copy", "in-pool", "no-pool"],
  evaluate: (context, say) => {
    const read = readImagePairs(context, say);
    if (isFinding(read)) return read;
    const folders = [...new Map(read.pairs.map(({ pair }) => [pair.destinationFolder.path, pair.destinationFolder])).values()];
    const evidence = () =>
      folders.map(({ path, pool }) => seenOn(read.probe, context.destination, "pool", `${path}: ${pool ?? "-"}`));
    const without = folders.filter(({ pool }) => pool === null).map(({ path }) => path);
    if (without.length > 0) return say.pass("no-pool", { values: { folders: without.join(", ") }, evidence });
    return say.pass("in-pool", { values: { pools: folders.map(({ pool }) => pool ?? "").join(", ") }, evidence });
  },
});
