import type { Verdict } from "../../model/finding.ts";
import { leaveChoice } from "../choice-of.ts";
import { copiedDisks, destinationPath, makesClone } from "../choices.ts";
import { commandsOf, probed, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import type { StorageOutcome } from "../storage-seen.ts";
import { diskText } from "./disks.ts";

/** What a look at one path from both hosts means for a copy onto that path. Seen from both, whatever else: it is one file. */
const MEANS: Record<StorageOutcome, Extract<Verdict, "pass" | "unknown" | "block">> = {
  "same-by-nonce": "block",
  "same-by-device-id": "block",
  "same-by-declaration": "block",
  "size-differs": "block",
  "read-only-at-destination": "block",
  "other-file": "pass",
  "not-shared": "pass",
  "missing-at-destination": "pass",
  "missing-at-source": "unknown",
  "not-writable": "unknown",
  "no-device-id": "unknown",
};

/** A shared disk that is chosen for copying would be written over while the guest reads it. */
export const storageCopySameFile = defineRule({
  id: "storage.copy-same-file",
  group: "storage",
  reasons: ["no-copy", "other-path", "different", "same-file", "not-proven"],
  evaluate: ({ domain, source, destination, options, probes: { storage } }, say) => {
    const disks = copiedDisks(options, domain);
    if (disks.length === 0) return say.notApplicable("no-copy");
    // Behind another path there may be the same file, too: storage.destination-image stops at any file that is there.
    const samePath = disks.filter((disk) => destinationPath(options, disk) === disk.source);
    const evidence = disks.map((disk) => seen(source, "disk", diskText(disk)));
    if (samePath.length === 0) return say.pass("other-path", { evidence });
    if (storage.kind !== "done") return say.notProbed(storage);
    const looks = samePath.map((disk) => ({ disk, proof: storage.value.get(disk.source ?? "") }));
    const both = [
      ...evidence,
      ...commandsOf(storage),
      ...looks.map(({ disk, proof }) =>
        probed(storage, destination.registration.id, "destination-sees", `${disk.source}: ${proof?.outcome ?? "?"}`),
      ),
    ];
    const of = (verdict: Verdict) => looks.filter(({ proof }) => (proof ? MEANS[proof.outcome] : "unknown") === verdict);
    const names = (some: typeof looks) => ({ disks: some.map(({ disk }) => disk.target).join(", ") });
    const same = of("block");
    if (same.length > 0) {
      // A clone is a VM of its own, with disks of its own.
      const choices = makesClone(options) ? [] : [leaveChoice(same.map(({ disk }) => disk.target))];
      const advice = fix("do-not-copy", { values: names(same), choices });
      return say.block("same-file", { values: names(same), evidence: both, fix: advice });
    }
    const unproven = of("unknown");
    if (unproven.length > 0) {
      return say.unknown("not-proven", { values: names(unproven), evidence: both, fix: fix("check-with-root", "destination") });
    }
    return say.pass("different", { values: names(looks), evidence: both });
  },
});
