import type { DomainNeeds } from "../../model/domain.ts";
import type { HostDetails } from "../../model/host.ts";
import { carriesState } from "../choices.ts";
import { expandCpuList } from "../cpu-list.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readDetail, readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** x86's, for hosts that do not say. */
const COMMON_SIZE_KIB = 2048;

/**
 * QEMU takes all of its huge pages when it starts: "unable to map backing store for guest RAM". Where libvirt can use none of that size, it refuses:
 * "hugetlbfs filesystem is not mounted or disabled by administrator config". Pages of other nodes do not help a guest that is bound to its own.
 */
export const memoryHugePages = defineRule({
  id: "memory.huge-pages",
  group: "memory",
  reasons: ["not-used", "enough", "not-offered", "too-few"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (needs.value.hugePages.length === 0) return say.notApplicable("not-used");
    const there = readDetail(destination, (details) => details);
    if (!there.known) return say.cannotTell(there.why);
    const nodes = boundTo(needs.value);
    const asked = [...wantedBySize(needs.value, there.value)].map(([sizeKib, count]) => ({
      size: sizeText(sizeKib),
      sizeKib,
      count,
      free: freePages(there.value, sizeKib, nodes),
    }));
    const evidence = () => [
      ...asked.map(({ size, count }) => seen(source, "huge-pages", `${count} × ${size}`)),
      ...asked.map(({ size, free }) => seen(destination, "huge-pages", free === null ? `${size} ✗` : `${free} × ${size}`)),
    ];
    const lacking = asked.find(({ count, free }) => free === null || free < count);
    if (!lacking) return say.pass("enough", () => ({ evidence }));
    const { size, sizeKib, count, free } = lacking;
    const node = [...(nodes ?? [])][0] ?? there.value.numaNodes[0]?.id ?? 0;
    const reserve = [
      "--pagesize",
      `${sizeKib}KiB`,
      "--pagecount",
      String(count - (free ?? 0)),
      "--cellno",
      String(node),
      "--add",
    ];
    const details = () => ({
      values: { size, count, free: free ?? 0 },
      evidence,
      fix: fix("reserve-huge-pages", "destination", [virsh("freepages", "--all"), virsh("allocpages", ...reserve)]),
    });
    const reason = free === null ? "not-offered" : "too-few";
    return carriesState(options) ? say.block(reason, details) : say.warn(reason, details);
  },
});

/** Host nodes that the memory must come from; null = any. */
function boundTo({ numaNodes }: DomainNeeds): ReadonlySet<number> | null {
  const isBound = numaNodes !== null && (numaNodes.mode === "strict" || numaNodes.mode === "restrictive");
  return isBound ? expandCpuList(numaNodes.nodeset) : null;
}

function wantedBySize({ hugePages }: DomainNeeds, { defaultHugePageKib }: HostDetails): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { sizeKib, bytes } of hugePages) {
    const size = sizeKib ?? defaultHugePageKib ?? COMMON_SIZE_KIB;
    counts.set(size, (counts.get(size) ?? 0) + Math.ceil(bytes / (size * 1024)));
  }
  return counts;
}

/** Free pages of a size on these nodes; null when the host offers none of that size. */
function freePages({ hugePages }: HostDetails, sizeKib: number, nodes: ReadonlySet<number> | null): number | null {
  const ofSize = hugePages.filter((pool) => pool.sizeKib === sizeKib);
  if (ofSize.length === 0) return null;
  const counted = ofSize.filter(({ node }) => (nodes === null ? node === null : node !== null && nodes.has(node)));
  return counted.reduce((sum, { free }) => sum + free, 0);
}

function sizeText(sizeKib: number): string {
  if (sizeKib % 1_048_576 === 0) return `${sizeKib / 1_048_576} GiB`;
  return sizeKib % 1024 === 0 ? `${sizeKib / 1024} MiB` : `${sizeKib} KiB`;
}
