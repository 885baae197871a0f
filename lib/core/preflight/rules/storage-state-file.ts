import { modeOf } from "../choices.ts";
import { mebibytes, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { SAVE_FOLDER } from "../state-files.ts";

/**
 * A suspended guest is a file as large as the memory that it uses, on both hosts. Pages of zeros are left out, so that less room than its
 * whole memory may be enough: a warning.
 */
export const storageStateFile = defineRule({
  id: "storage.state-file",
  group: "storage",
  scope: "pair",
  reasons: ["not-saved", "fits", "may-not-fit", "unreadable"],
  evaluate: ({ domain, source, destination, options, probes: { traits } }, say) => {
    if (modeOf(options) !== "saved-state") return say.notApplicable("not-saved");
    if (traits.kind !== "done") return say.notProbed(traits);
    const rooms = [
      { host: source, runOn: "source", bytes: traits.value.source.saveRoomBytes },
      { host: destination, runOn: "destination", bytes: traits.value.destination.saveRoomBytes },
    ] as const;
    const need = mebibytes(domain.memoryBytes);
    const evidence = () =>
      rooms.map(({ host, bytes }) =>
        seenOn(traits, host, "space", `${SAVE_FOLDER}: ${bytes === null ? "?" : mebibytes(bytes)} / ${need}`),
      );
    const values = { folder: SAVE_FOLDER, need };
    const tight = rooms.find(({ bytes }) => bytes !== null && bytes < domain.memoryBytes);
    if (tight) {
      const available = mebibytes(tight.bytes ?? 0);
      const advice = fix("free-space", tight.runOn, [["df", "-h", SAVE_FOLDER]]);
      return say.warn("may-not-fit", {
        values: { ...values, available, host: tight.host.registration.name },
        evidence,
        fix: advice,
      });
    }
    const unread = rooms.find(({ bytes }) => bytes === null);
    if (unread) return say.unknown("unreadable", { values: { ...values, host: unread.host.registration.name }, evidence });
    return say.pass("fits", { values, evidence });
  },
});
