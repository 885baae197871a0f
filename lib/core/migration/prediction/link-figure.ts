import type { Figure, LinkFigures } from "../../model/prediction.ts";

const DAY_MS = 86_400_000;

/**
 * What a link carries, bytes/s, of what is known of it: a measurement, which is exact, unless migrations of more than a day after it have taught
 * something newer. Null = nothing is known.
 */
export function linkFigure(link: LinkFigures | null): Figure | null {
  const { measured = null, learned = null } = link ?? {};
  const isOutlived = measured !== null && learned !== null && learned.atMs - measured.atMs > DAY_MS;
  if (measured !== null && !isOutlived) return { value: measured.bytesPerSec, origin: "measured", atMs: measured.atMs };
  return learned && { value: learned.bytesPerSec, origin: "learned", atMs: learned.atMs };
}
