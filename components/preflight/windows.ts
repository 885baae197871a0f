import type { DomainUuid } from "@/lib/contract/index.ts";

/** Cells that one request asks for, at about the most. */
const CELLS = 1_500;
const FEWEST_VMS = 5;
const MOST_VMS = 50;

/**
 * All VMs cut into windows, each of which is one request: a window has every chosen host, because only a whole row can be ranked, and
 * the fewer VMs the more hosts there are. The cut is by the whole inventory, so that a search does not ask anew for what is at hand.
 */
export function windowsOf(uuids: readonly DomainUuid[], hostCount: number): readonly (readonly DomainUuid[])[] {
  const size = Math.min(MOST_VMS, Math.max(FEWEST_VMS, Math.floor(CELLS / Math.max(1, hostCount))));
  const windows: (readonly DomainUuid[])[] = [];
  for (let start = 0; start < uuids.length; start += size) windows.push(uuids.slice(start, start + size));
  return windows;
}

/** The windows that hold any of these VMs. */
export function windowsWith(
  windows: readonly (readonly DomainUuid[])[],
  wanted: readonly DomainUuid[],
): readonly (readonly DomainUuid[])[] {
  const set = new Set(wanted);
  return windows.filter((window) => window.some((uuid) => set.has(uuid)));
}
