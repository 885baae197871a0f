import type { InventoryParts } from "./parts.ts";
import type { Registry } from "./registry.ts";
import type { SharingBook } from "./sharing-book.ts";
import type { SharingNote } from "./tellings.ts";

/**
 * Keeps the sharing books of all processes alike, since whoever reads a host describes its disks with them: what is noted or forgotten here or
 * elsewhere is noted or forgotten. Returns the book that forgets everywhere.
 */
export function shareProofs(
  { events }: Pick<InventoryParts, "events">,
  registry: Registry,
  sharing: SharingBook,
): { readonly announced: SharingBook; readonly endSharing: () => void } {
  const onNoted = ({ hostId, path, otherHostId, shared, reason }: SharingNote): void => {
    if (shared === null || otherHostId === null) {
      sharing.forgetPath(hostId, path);
      return;
    }
    sharing.note(hostId, path, otherHostId, shared, reason);
    for (const id of [hostId, otherHostId]) registry.get(id)?.collector.redescribe();
  };
  events.on("sharing:noted", onNoted);
  return {
    announced: {
      ...sharing,
      forgetPath: (hostId, path) => events.emit("sharing:noted", { hostId, path, otherHostId: null, shared: null, reason: "" }),
    },
    endSharing: () => events.off("sharing:noted", onNoted),
  };
}
