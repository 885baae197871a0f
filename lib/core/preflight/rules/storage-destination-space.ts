import { mebibytes, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { ImagePair } from "../probes.ts";
import { defineRule } from "../rule.ts";
import { isFinding, readImagePairs } from "./image-pairs.ts";

/**
 * A copy takes at least what the image takes now, and may grow to its virtual size. The empty images are sparse, so that less than the
 * virtual size is enough to begin. Disks that go to one filesystem share its room.
 */
export const storageDestinationSpace = defineRule({
  id: "storage.destination-space",
  group: "storage",
  reasons: ["no-copy", "fits", "may-not-fit", "too-little", "unreadable"],
  evaluate: (context, say) => {
    const read = readImagePairs(context, say);
    if (isFinding(read)) return read;
    const { probe, pairs } = read;
    const groups = Map.groupBy(pairs, ({ pair }) => pair.destinationFolder.filesystem ?? pair.destinationFolder.path);
    const rooms = [...groups.values()].map((group) => roomOf(group.map(({ pair }) => pair)));
    const evidence = () => [
      ...read.evidence,
      ...rooms.map(({ folder, available, actual, virtual }) => {
        const text = `${folder}: ${shown(available)} / ${shown(actual)}..${shown(virtual)}`;
        return seenOn(probe, context.destination, "space", text);
      }),
    ];
    const details = ({ folder, available, actual, virtual }: Room) => ({
      values: { folder, available: shown(available), need: shown(actual), most: shown(virtual) },
      evidence,
    });
    const commands = (room: Room) => [["df", "-h", room.folder]];
    const short = rooms.find(({ available, actual }) => available !== null && actual !== null && available < actual);
    if (short) return say.block("too-little", { ...details(short), fix: fix("free-space", "destination", commands(short)) });
    const unread = rooms.find(({ available, actual, virtual }) => available === null || actual === null || virtual === null);
    if (unread) return say.unknown("unreadable", details(unread));
    const tight = rooms.find(({ available, virtual }) => (available ?? 0) < (virtual ?? 0));
    if (tight) return say.warn("may-not-fit", { ...details(tight), fix: fix("free-space", "destination", commands(tight)) });
    const first = rooms[0];
    return first ? say.pass("fits", details(first)) : say.notApplicable("no-copy");
  },
});

interface Room {
  readonly folder: string;
  readonly available: number | null;
  readonly actual: number | null;
  readonly virtual: number | null;
}

function roomOf(pairs: readonly ImagePair[]): Room {
  const folder = pairs[0]?.destinationFolder;
  const sum = (pick: (pair: ImagePair) => number | null): number | null =>
    pairs.reduce<number | null>((total, pair) => {
      const bytes = pick(pair);
      return total === null || bytes === null ? null : total + bytes;
    }, 0);
  return {
    folder: folder?.path ?? "",
    available: folder?.availableBytes ?? null,
    actual: sum(({ source, backingMissingBytes }) => plus(source.actualSizeBytes, backingMissingBytes)),
    virtual: sum(({ source, backingMissingBytes }) => plus(source.virtualSizeBytes, backingMissingBytes)),
  };
}

/** Backing files that go along; none where nobody asked. */
function plus(bytes: number | null, backing: number | null | undefined): number | null {
  return bytes === null ? null : bytes + (backing ?? 0);
}

function shown(bytes: number | null): string {
  return bytes === null ? "?" : mebibytes(bytes);
}
