import { asObject, asObjects, type JsonObject, parseJson, stringAt } from "../../../lib/core/facts/json.ts";
import type { ImageSeen } from "../../../lib/core/preflight/probes.ts";

/** What one host's script saw at one path. */
export interface SeenImage {
  readonly image: ImageSeen;
  readonly folder: {
    readonly exists: boolean;
    readonly writable: boolean;
    readonly availableBytes: number | null;
    readonly filesystem: string | null;
  };
  /** What the image is built on, nearest first, as absolute paths; only where the chain was asked for. */
  readonly chain: readonly { readonly path: string; readonly format: string | null }[];
  /** Changes whenever the file does; null when there is no plain file. */
  readonly version: string | null;
  readonly sizeBytes: number | null;
}

const SEE =
  /^see (\d{1,5}) (missing|file|block|other) ([+-]) ([+-]) (-|\d{1,19}) (-|\d{1,20}) (-|\d{1,20}) (-|\d{1,20}) (-|\d{1,19})$/;

/** Reads the script's lines back onto the paths that were asked for. Lines of any other form are ignored. */
export function readImageLines(text: string, paths: readonly string[]): ReadonlyMap<string, SeenImage> {
  const seen = new Map<string, SeenImage>();
  for (const line of text.split("\n")) {
    const looked = SEE.exec(line.trimEnd());
    const path = paths[Number(looked?.[1] ?? -1)];
    if (looked && path !== undefined) seen.set(path, blank(path, looked));
    const [, word, index, rest = ""] = /^(info|problem) (\d{1,5}) (.*)$/.exec(line) ?? [];
    const about = paths[Number(index ?? -1)];
    const before = about === undefined ? undefined : seen.get(about);
    if (about === undefined || before === undefined) continue;
    seen.set(about, word === "info" ? withInfo(before, rest) : withProblem(before, rest));
  }
  return seen;
}

function blank(path: string, fields: RegExpExecArray): SeenImage {
  const [, , kind = "", folder, writable, available, filesystem, inode, mtime, size] = fields;
  const there = kind === "file" || kind === "block" || kind === "other" ? kind : null;
  return {
    image: {
      path,
      exists: there !== null,
      kind: there,
      format: null,
      virtualSizeBytes: null,
      actualSizeBytes: null,
      backingPath: null,
      backingFormat: null,
      problem: null,
    },
    folder: {
      exists: folder === "+",
      writable: writable === "+",
      availableBytes: numberOf(available),
      filesystem: filesystem === undefined || filesystem === "-" ? null : filesystem,
    },
    chain: [],
    version: kind === "file" && inode !== "-" ? `${inode} ${mtime} ${size}` : null,
    sizeBytes: numberOf(size),
  };
}

function withProblem(seen: SeenImage, words: string): SeenImage {
  return { ...seen, image: { ...seen.image, problem: words.trim() || "?" } };
}

/** `qemu-img info --output=json`: one object, or a list from the image down to its base. */
function withInfo(seen: SeenImage, json: string): SeenImage {
  const parsed = parseJson(json);
  const [top, ...below] = Array.isArray(parsed) ? asObjects(parsed) : [asObject(parsed)];
  const format = stringAt(top, "format");
  const virtualSize = wholeAt(top, "virtual-size");
  if (format === undefined || virtualSize === null) return withProblem(seen, "qemu-img info gave no format and size");
  return {
    ...seen,
    image: {
      ...seen.image,
      format,
      virtualSizeBytes: virtualSize,
      actualSizeBytes: wholeAt(top, "actual-size"),
      backingPath: stringAt(top, "full-backing-filename") ?? stringAt(top, "backing-filename") ?? null,
      backingFormat: stringAt(top, "backing-filename-format") ?? (below[0] ? (stringAt(below[0], "format") ?? null) : null),
    },
    chain: below.flatMap((one) => {
      const path = stringAt(one, "filename");
      return path === undefined ? [] : [{ path, format: stringAt(one, "format") ?? null }];
    }),
  };
}

function wholeAt(object: JsonObject | undefined, key: string): number | null {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function numberOf(word: string | undefined): number | null {
  return word === undefined || word === "-" ? null : Number(word);
}
