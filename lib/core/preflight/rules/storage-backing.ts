import type { FixChoice } from "../../model/fix.ts";
import { copyChoice } from "../choice-of.ts";
import { copiesIncrement, modeOf } from "../choices.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isFinding, readImagePairs } from "./image-pairs.ts";
import { imageText } from "./image-text.ts";

/**
 * An incremental copy needs an equal backing file at the destination; where files are copied, the backing file goes along unless it is
 * there. Another one there is a destroyed disk, which nobody notices at first: hence size and SHA-256, not the name.
 */
export const storageBacking = defineRule({
  id: "storage.backing",
  group: "storage",
  reasons: [
    "no-copy",
    "whole-copy",
    "none",
    "equal",
    "copied-too",
    "no-backing",
    "missing",
    "differs",
    "comparing",
    "unreadable",
  ],
  evaluate: (context, say) => {
    const { options, destination } = context;
    const incremental = copiesIncrement(options);
    const read = readImagePairs(context, say);
    if (isFinding(read)) return read;
    if (modeOf(options) === "live" && !incremental) return say.notApplicable("whole-copy");
    const { probe, pairs } = read;
    const evidence = () => [
      ...read.evidence,
      ...pairs.flatMap(({ pair }) => [
        seenOn(probe, context.source, "backing", imageText(pair.source)),
        ...(pair.backingAtDestination ? [seenOn(probe, destination, "backing", imageText(pair.backingAtDestination))] : []),
      ]),
    ];
    const bare = pairs.find(({ pair }) => pair.source.backingPath === null);
    const whole = incremental ? [copyChoice(options?.copiedDisks ?? [], "full")] : [];
    if (incremental && bare) {
      return say.block("no-backing", {
        values: { disk: bare.target },
        evidence,
        fix: fix("choose-full-copy", { choices: whole }),
      });
    }
    const built = pairs.filter(({ pair }) => pair.source.backingPath !== null);
    if (built.length === 0) return say.pass("none", { evidence });
    const details = ({ pair, target }: (typeof built)[number]) => {
      const path = pair.backingAtDestination?.path ?? pair.source.backingPath ?? "";
      return { values: { path, disk: target }, evidence };
    };
    const missing = built.find(({ pair }) => pair.backingAtDestination?.exists === false);
    if (missing && incremental)
      return say.block("missing", { ...details(missing), fix: copyAdvice(details(missing).values.path, whole) });
    const other = built.find(({ pair }) => pair.backingEqual === false && pair.backingAtDestination?.exists !== false);
    if (other) return say.block("differs", { ...details(other), fix: copyAdvice(details(other).values.path, whole) });
    const unknown = built.find(({ pair }) => pair.backingEqual === null);
    if (missing && !unknown) return say.pass("copied-too", details(missing));
    if (!unknown) {
      const paths = built.map((one) => details(one).values.path);
      return say.pass("equal", { values: { path: [...new Set(paths)].join(", ") }, evidence });
    }
    const problem = unknown.pair.backingAtDestination?.problem ?? null;
    return problem === null && unknown.pair.backingAtDestination !== null
      ? say.unknown("comparing", { ...details(unknown), fix: fix("check-again") })
      : say.unknown("unreadable", { ...details(unknown), fix: fix("check-with-root", "destination") });
  },
});

function copyAdvice(path: string, choices: readonly FixChoice[]) {
  return fix("bring-backing", { runOn: "destination", commands: [["sha256sum", "--", path]], choices });
}
