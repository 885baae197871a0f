import type { FixRecord } from "../../lib/core/model/fix.ts";
import type { FixParts } from "./parts.ts";
import { refused } from "./refuse.ts";

/**
 * Throws `conflict` when another fix of this VM, or on one of these hosts, is stored as running: that of another process of the console, since this one
 * holds its hosts itself. Asked once one's own record is stored, so that of two at the same moment at most one goes on.
 */
export async function refuseBesideOthers(parts: Pick<FixParts, "store" | "inventory">, mine: FixRecord): Promise<void> {
  const others = (await parts.store.fixes.running()).filter(({ id }) => id !== mine.id);
  const { domainUuid, hostIds } = mine.request;
  const sameVm = domainUuid === null ? undefined : others.find(({ request }) => request.domainUuid === domainUuid);
  if (sameVm) throw refused({ key: "errors.fixes.vm-busy", values: { who: sameVm.by } });
  const shared = others.flatMap(({ request }) => request.hostIds).find((hostId) => hostIds.includes(hostId));
  if (shared === undefined) return;
  const host = parts.inventory.snapshot(shared)?.registration.name ?? shared;
  throw refused({ key: "errors.fixes.host-busy", values: { host } });
}
