import type { Domain, MigrationOptions } from "@/lib/contract/index.ts";

const MIB = 2 ** 20;

/** seconds: about how long copying takes; "never": pre-copy cannot end; null: nothing to reckon with. `rate` in bytes/s. */
export interface ExpectedTime {
  readonly rate: number;
  readonly seconds: number | "never";
}

/**
 * About how long a migration takes, from what has to go over the link: memory (again and again while it is dirtied), what the copied disks
 * hold. `seen` is what the link was seen to carry (bytes/s), `dirty` the measured dirty rate (bytes/s); null = not known. Null without a
 * rate: a guess would be taken for knowledge. Each pass is the last one's dirty part, so that the passes add up to memory / (1 - dirty/rate).
 */
export function expectedTime(input: {
  readonly options: MigrationOptions;
  readonly domain: Domain;
  readonly seen: number | null;
  readonly dirty: number | null;
}): ExpectedTime | null {
  const { options, domain, seen, dirty } = input;
  const limit = options.bandwidthMiBps === null ? Number.POSITIVE_INFINITY : options.bandwidthMiBps * MIB;
  const rate = Math.min(limit, seen ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(rate) || rate <= 0) return null;
  const disks = diskBytes(options, domain);
  if (disks === null) return null;
  if (options.mode === "offline" || options.mode === "cold-copy") return { rate, seconds: disks / rate };
  const left = options.mode === "live" && options.postCopy === "off" ? (dirty ?? 0) / rate : 0;
  if (left >= 1) return { rate, seconds: "never" };
  return { rate, seconds: (disks + domain.memoryBytes / (1 - left)) / rate };
}

/** Bytes that the copied disks hold; null when one of them is not known. */
function diskBytes(options: MigrationOptions, domain: Domain): number | null {
  let sum = 0;
  for (const disk of domain.disks.filter(({ target }) => options.copiedDisks.includes(target))) {
    if (!disk.allocationBytes.known) return null;
    sum += disk.allocationBytes.value;
  }
  return sum;
}
