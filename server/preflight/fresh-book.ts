import type { ProbeBook } from "./probe-book.ts";
import type { ProbeCache } from "./probe-cache.ts";

/** The same book, in which only results of runs count that began at `notBeforeMs` or later: what a fresh check may rest on. */
export function freshBook(book: ProbeBook, notBeforeMs: number): ProbeBook {
  const fresh = (cache: ProbeCache<unknown>): ProbeCache<unknown> => ({ ...cache, get: (key) => cache.get(key, notBeforeMs) });
  const entries = Object.entries(book).map(([name, part]) => [name, typeof part === "function" ? part : fresh(part)]);
  // Every cache became one of its own kind, which fromEntries cannot say.
  return Object.fromEntries(entries) as unknown as ProbeBook;
}
