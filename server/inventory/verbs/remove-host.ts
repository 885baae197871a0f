import type { HostId } from "../../../lib/core/model/ids.ts";
import { inventoryError } from "../errors.ts";
import type { InventoryParts } from "../parts.ts";
import { entryOf, type Registry } from "../registry.ts";

/** Forgets a host; nothing on it is touched. Conflict while a migration from or to it has not ended: its truth is still to be found. */
export async function removeHost({ store, links, events }: InventoryParts, registry: Registry, id: HostId): Promise<void> {
  const entry = entryOf(registry, id);
  const unfinished = await store.migrations.unfinished();
  const count = unfinished.filter(({ request }) => request.sourceHostId === id || request.destinationHostId === id).length;
  if (count > 0) {
    throw inventoryError("conflict", "migrating", { values: { host: entry.book.snapshot().registration.name, count } });
  }
  entry.share.stop();
  entry.collector.stop();
  await links.close(id);
  await entry.saver.flush();
  registry.delete(id);
  await store.hosts.remove(id);
  events.emit("host:removed", id);
}
