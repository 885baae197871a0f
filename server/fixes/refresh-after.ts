import type { FixRecord } from "../../lib/core/model/fix.ts";
import { comeUp } from "../libvirt/come-up.ts";
import type { FixParts } from "./parts.ts";

/** Reads the hosts of a fix anew, so that whoever looks next sees what it did; libvirt may have been away before it. */
export async function refreshAfter(
  { inventory, links }: Pick<FixParts, "inventory" | "links">,
  { request }: FixRecord,
): Promise<void> {
  const known = request.hostIds.filter((hostId) => inventory.snapshot(hostId));
  await Promise.all(
    known.map(async (hostId) => {
      await comeUp(links.get(hostId));
      await inventory.refresh(hostId);
    }),
  );
}
