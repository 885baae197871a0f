import type { Compression } from "../model/options.ts";
import { whole } from "./command-words.ts";

const MIB = 1_048_576;

/**
 * `--compressed --comp-methods METHOD` with its figures. xbzrle's cache goes in bytes and must be a power of two ("expects a power of two no less than
 * the target page size"). Throws a RangeError for a figure out of its range.
 */
export function compressionWords(compression: Compression | null): readonly string[] {
  if (compression === null) return [];
  return ["--compressed", "--comp-methods", compression.method, ...tuning(compression)];
}

function tuning(compression: Compression): readonly string[] {
  switch (compression.method) {
    case "xbzrle":
      return word("--comp-xbzrle-cache", cacheBytes(compression.cacheMiB), MIB, 65_536 * MIB);
    case "mt":
      return [
        ...word("--comp-mt-level", compression.level, 0, 9),
        ...word("--comp-mt-threads", compression.threads, 1, 255),
        ...word("--comp-mt-dthreads", compression.decompressThreads, 1, 255),
      ];
    case "zlib":
      return word("--comp-zlib-level", compression.level, 0, 9);
    case "zstd":
      return word("--comp-zstd-level", compression.level, 0, 20);
  }
}

function word(option: string, value: number | null, min: number, max: number): readonly string[] {
  return value === null ? [] : [option, whole(value, min, max, option)];
}

function cacheBytes(cacheMiB: number | null): number | null {
  if (cacheMiB === null) return null;
  if (!isPowerOfTwo(cacheMiB)) throw new RangeError(`xbzrle cache is not a power of two: ${cacheMiB} MiB`);
  return cacheMiB * MIB;
}

/** True for 1, 2, 4, 8 ... */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && Number.isInteger(Math.log2(value));
}
