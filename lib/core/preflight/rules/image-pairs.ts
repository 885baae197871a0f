import type { Evidence, Finding } from "../../model/finding.ts";
import { copiedDisks } from "../choices.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf } from "../evidence.ts";
import type { DoneProbe, ImagePair } from "../probes.ts";
import type { Say } from "../rule.ts";

export interface CopiedImages {
  readonly probe: DoneProbe<unknown>;
  readonly pairs: readonly { readonly target: string; readonly pair: ImagePair }[];
  readonly evidence: readonly Evidence[];
}

/** The images of all disks that are copied, or the finding of a rule that has nothing to look at: no copy, or not looked yet. */
export function readImagePairs(
  { domain, options, probes: { images } }: RuleContext,
  say: Pick<Say<"no-copy">, "notApplicable" | "notProbed">,
): CopiedImages | Finding {
  const disks = copiedDisks(options, domain);
  if (disks.length === 0) return say.notApplicable("no-copy");
  if (images.kind !== "done") return say.notProbed(images);
  const pairs = disks.flatMap(({ target }) => {
    const pair = images.value.get(target);
    return pair ? [{ target, pair }] : [];
  });
  if (pairs.length < disks.length)
    return say.notProbed({
      kind: "failed",
      why: { key: "preflight.common.not-probed" },
      atMs: images.atMs,
      commands: images.commands,
    });
  return { probe: images, pairs, evidence: commandsOf(images) };
}

/** True when a rule has to give that finding. */
export function isFinding(read: CopiedImages | Finding): read is Finding {
  return "ruleId" in read;
}
