import { type DomainUuid, isDomainUuid } from "../model/ids.ts";

/** Most domains, pools or networks that one host may list: a bound, far above what libvirt hosts run. */
const MAX_LINES = 20_000;

/** Reads `virsh list|pool-list|net-list --uuid`: each UUID once, in order. Lines that are no UUID are left out. */
export function parseUuidList(text: string): readonly DomainUuid[] {
  const uuids = text
    .split("\n", MAX_LINES)
    .map((line) => line.trim())
    .filter(isDomainUuid);
  return [...new Set(uuids)];
}
