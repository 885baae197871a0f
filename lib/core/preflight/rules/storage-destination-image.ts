import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isFinding, readImagePairs } from "./image-pairs.ts";
import { imageText } from "./image-text.ts";

/** The image of a copy is made anew: nothing that is at its place is ever written over, and its folder must be there and writable. */
export const storageDestinationImage = defineRule({
  id: "storage.destination-image",
  group: "storage",
  reasons: ["no-copy", "free", "exists", "device", "no-folder", "folder-not-writable"],
  evaluate: (context, say) => {
    const read = readImagePairs(context, say);
    if (isFinding(read)) return read;
    const { probe, pairs } = read;
    const { destination } = context;
    const evidence = () => [
      ...read.evidence,
      ...pairs.map(({ pair }) => seenOn(probe, destination, "image", imageText(pair.destination))),
    ];
    const taken = pairs.find(({ pair }) => pair.destination.exists)?.pair.destination;
    if (taken) {
      const values = { path: taken.path };
      if (taken.kind === "block") return say.block("device", { values, evidence, fix: fix("choose-file-path") });
      return say.block("exists", { values, evidence, fix: fix("choose-other-path", "destination", [["ls", "-l", taken.path]]) });
    }
    const folders = pairs.map(({ pair }) => pair.destinationFolder);
    const missing = folders.find(({ exists }) => !exists);
    if (missing) {
      const values = { folder: missing.path };
      const commands = [["mkdir", "-p", "--", missing.path]];
      const apply = { kind: "create-folder", path: missing.path } as const;
      const advice = fix("make-folder", { runOn: "destination", commands, values, apply });
      return say.block("no-folder", { values, evidence, fix: advice });
    }
    const barred = folders.find(({ writable }) => !writable);
    if (barred) {
      const values = { folder: barred.path };
      const commands = [["findmnt", "-T", barred.path]];
      return say.block("folder-not-writable", { values, evidence, fix: fix("make-writable", "destination", commands, values) });
    }
    const values = { path: pairs.map(({ pair }) => pair.destination.path).join(", ") };
    return say.pass("free", { values, evidence });
  },
});
