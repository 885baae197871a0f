import type { StorageSide } from "../../../lib/core/preflight/storage-seen.ts";

/** What one script printed about one path. */
export interface SeenPath {
  readonly side: StorageSide;
  readonly hasFolder: boolean;
  readonly readOnlyMount: boolean;
  /** The image lies in the same filesystem as its folder. */
  readonly inFolder: boolean;
  /** Number of the nonce that stands for this path's folder; null = none was written. */
  readonly group: number | null;
  /** Hexadecimal content that was read from the other host's nonce. */
  readonly read: string | null;
  readonly sizeAfterBytes: number | null;
}

const KINDS: Readonly<Record<string, StorageSide["kind"]>> = { file: "file", block: "block", other: "other", hidden: "hidden" };

/** Reads the lines of a storage script by path index. Lines of any other form are ignored: a login banner is no proof. */
export function readStorageLines(text: string): ReadonlyMap<number, SeenPath> {
  const seen = new Map<number, SeenPath>();
  const blank: SeenPath = {
    side: { kind: "missing", inode: null, sizeBytes: null, fsType: null, fsSource: null, deviceId: null },
    hasFolder: false,
    readOnlyMount: false,
    inFolder: false,
    group: null,
    read: null,
    sizeAfterBytes: null,
  };
  for (const line of text.split("\n")) {
    const [word, indexText, ...rest] = line.split(" ");
    if (indexText === undefined || !/^\d{1,5}$/.test(indexText)) continue;
    const index = Number(indexText);
    const before = seen.get(index) ?? blank;
    if (word === "see") seen.set(index, { ...before, ...readSee(rest) });
    if (word === "wrote") seen.set(index, { ...before, group: wholeNumber(rest[0]) });
    if (word === "read") seen.set(index, { ...before, read: rest[0] ?? "" });
    if (word === "size") seen.set(index, { ...before, sizeAfterBytes: wholeNumber(rest[0]) });
  }
  return seen;
}

function readSee(words: readonly string[]): Pick<SeenPath, "side" | "hasFolder" | "readOnlyMount" | "inFolder"> {
  const [kind = "", inode, size, dev, dirdev, folder, ro, fsType, fsSource, id] = words;
  return {
    side: {
      kind: KINDS[kind] ?? "missing",
      inode: text(inode),
      sizeBytes: wholeNumber(size),
      fsType: text(fsType),
      fsSource: text(fsSource),
      deviceId: text(id),
    },
    hasFolder: folder === "+",
    readOnlyMount: ro === "+",
    inFolder: dev !== undefined && dev !== "-" && dev === dirdev,
  };
}

function text(word: string | undefined): string | null {
  return word === undefined || word === "-" || word === "" ? null : word;
}

function wholeNumber(word: string | undefined): number | null {
  return word !== undefined && /^\d{1,16}$/.test(word) ? Number(word) : null;
}
