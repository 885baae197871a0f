import type { HostDetails } from "../model/host.ts";
import { wholeNumber } from "./amount.ts";

type HugePages = HostDetails["hugePages"][number];

/** No machine has more nodes and sizes. */
const MAX_POOLS = 10_000;

/**
 * Reads `grep -H . /sys/kernel/mm/hugepages/hugepages-*kB/{nr,free}_hugepages` and the same below /sys/devices/system/node/node*: pages of each
 * size, of the whole host (node null) and of each node. A pool of which one figure is missing is left out.
 */
export function parseHugePages(text: string): readonly HugePages[] {
  const pools = new Map<string, { sizeKib: number; node: number | null; total?: number; free?: number }>();
  for (const line of text.split("\n")) {
    const [, node, size, what, count] =
      /^\/sys\/(?:kernel\/mm|devices\/system\/node\/node(\d{1,5}))\/hugepages\/hugepages-(\d{1,12})kB\/(nr|free)_hugepages:(\d{1,15})$/.exec(
        line,
      ) ?? [];
    if (size === undefined || pools.size >= MAX_POOLS) continue;
    const key = `${node ?? ""} ${size}`;
    const pool = pools.get(key) ?? { sizeKib: Number(size), node: node === undefined ? null : Number(node) };
    pools.set(key, { ...pool, [what === "nr" ? "total" : "free"]: Number(count) });
  }
  return [...pools.values()].flatMap(({ sizeKib, node, total, free }) =>
    total === undefined || free === undefined ? [] : [{ sizeKib, node, total, free }],
  );
}

/** The page sizes, KiB, for which a hugetlbfs is mounted, from lines of /proc/mounts. */
export function mountedPageSizes(mounts: string): ReadonlySet<number> {
  const sizes = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "hugetlbfs")
    .flatMap(([, , , options]) => /(?:^|,)pagesize=(\d{1,9})([KMG])(?:,|$)/.exec(options ?? "")?.slice(1) ?? [])
    .join(" ")
    .matchAll(/(\d+) ([KMG])/g);
  return new Set([...sizes].map(([, count, unit]) => Number(count) * (unit === "G" ? 1_048_576 : unit === "M" ? 1024 : 1)));
}

/** `Hugepagesize:` of /proc/meminfo, KiB; null when the kernel has none. */
export function parseDefaultHugePage(meminfo: string): number | null {
  return wholeNumber(/^Hugepagesize:\s+(\d{1,12}) kB$/m.exec(meminfo)?.[1]);
}
