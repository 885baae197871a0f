import type { DomainUuid } from "../../lib/core/model/ids.ts";
import { runAsRoot } from "../libvirt/file-copy/as-root.ts";
import type { HostLink } from "../libvirt/host-link.ts";

/** Walking the page tables of a big guest takes a while, ms. */
const TIMEOUT_MS = 10_000;
/** What is smaller is not a guest's memory: stacks, heaps, libraries, glibc's arenas. */
const SMALLEST_KIB = 65_536;

/**
 * $1 the domain's UUID, $2 KiB. Prints KiB in use of each big mapping of its QEMU that holds data: translated code (executable) and reserved but unused
 * room are left out; huge pages are counted by the kernel in fields of their own.
 */
const READ = `
grep -lzx -- "$1" /proc/[0-9]*/cmdline 2>/dev/null | while read -r file; do
  awk -v smallest="$2" '
    /^[0-9a-f]+-[0-9a-f]+ / { data = $2 ~ /^rw-/; size = 0 }
    /^Size:/ { size = $2 }
    /^(Rss|Shared_Hugetlb|Private_Hugetlb):/ { if (data && size > smallest) print "used", $2 }
  ' "\${file%cmdline}smaps" 2>/dev/null
done
exit 0
`;

/**
 * Guest memory that QEMU has in use on the host, bytes, pages of zeros among it; never more than `memoryBytes`. Null when it cannot be read: no root
 * for our login, no such process, no answer.
 */
export async function readGuestMemory(link: HostLink, uuid: DomainUuid, memoryBytes: number): Promise<number | null> {
  const run = await runAsRoot(link, READ, [uuid, String(SMALLEST_KIB)], { timeoutMs: TIMEOUT_MS });
  if (run.kind !== "ran") return null;
  const used = [...run.result.stdout.matchAll(/^used (\d+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  return used > 0 ? Math.min(memoryBytes, used * 1024) : null;
}
