import type { HostRegistration } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { InventoryService } from "../services.ts";
import { createDivision } from "./division.ts";
import { type HostEntry, openHostEntry } from "./host-entry.ts";
import { keepInStep } from "./keep-in-step.ts";
import type { InventoryParts } from "./parts.ts";
import { entryOf, findRegistered, type Registry, snapshotsOf } from "./registry.ts";
import { shareProofs } from "./share-proofs.ts";
import { createSharingBook } from "./sharing-book.ts";
import { addHost } from "./verbs/add-host.ts";
import { addKey, ensureServerKey, listKeys, removeKey, tellMissingKeys } from "./verbs/keys.ts";
import { probeHost } from "./verbs/probe-host.ts";
import { removeHost } from "./verbs/remove-host.ts";
import { repinHost } from "./verbs/repin-host.ts";

export type { InventoryParts } from "./parts.ts";
export { readStoredKey } from "./verbs/keys.ts";

/** The inventory with what preflight tells it beside its verbs. */
export interface Inventory extends InventoryService {
  /**
   * What a nonce file has shown: does the other host see the same storage at this path (an image or its folder)? Shown with the disks
   * of both hosts from now on; kept in memory, until the storage behind the path changes.
   */
  noteSharing(hostId: HostId, path: string, otherHostId: HostId, shared: boolean, reason: string): void;
}

/** The inventory. Nothing happens before `start`. */
export function createInventoryService(parts: InventoryParts): Inventory {
  const { store, links, events } = parts;
  const registry: Registry = new Map();
  const division = createDivision(parts, registry);
  const sharing = createSharingBook((id) => registry.get(id)?.book.snapshot().registration.name);
  const { announced, endSharing } = shareProofs(parts, registry, sharing);
  const open = (registration: HostRegistration, stored?: Parameters<typeof openHostEntry>[2]): HostEntry => {
    const entry = openHostEntry(parts, registration, stored, {
      sharing: announced,
      otherHosts: () => registry.size - 1,
      me: division.me,
    });
    registry.set(registration.id, entry);
    entry.share.setReader(division.readerOf(registration.id));
    return entry;
  };
  const drop = async (id: HostId): Promise<void> => {
    const entry = registry.get(id);
    registry.delete(id);
    sharing.forgetHost(id);
    entry?.share.stop();
    entry?.collector.stop();
    await links.close(id);
  };
  let ends: readonly (() => void)[] = [];
  // One after the other, so that a host cannot be added twice by two presses.
  let adding: Promise<unknown> = Promise.resolve();

  return {
    async start() {
      await ensureServerKey(parts);
      if (parts.processes) await tellMissingKeys(parts);
      const [registrations, facts] = await Promise.all([store.hosts.list(), store.hosts.loadFacts()]);
      for (const registration of registrations) open(registration, facts.get(registration.id));
      division.start();
      ends = [division.stop, endSharing, keepInStep(parts, { registry, open, drop })];
    },
    async stop() {
      for (const end of ends) end();
      const entries = [...registry.values()];
      for (const { collector, share } of entries) {
        share.stop();
        collector.stop();
      }
      await Promise.all(entries.map((entry) => entry.saver.flush()));
      await links.closeAll();
    },
    snapshots: () => snapshotsOf(registry),
    snapshot: (id) => registry.get(id)?.book.snapshot(),
    async refresh(id, only) {
      const { book, share } = entryOf(registry, id);
      await share.refresh(only);
      return book.snapshot();
    },
    probe: (input) => probeHost(parts, input, findRegistered(registry)),
    add(input) {
      const mine = adding.then(() => addHost(parts, registry, input, open));
      adding = mine.catch(() => undefined);
      return mine;
    },
    async remove(id) {
      await removeHost(parts, registry, id);
      sharing.forgetHost(id);
    },
    retry(id) {
      entryOf(registry, id);
      events.emit("host:retry", id);
    },
    repin: (id, acceptedFingerprint) => repinHost(parts, registry, id, acceptedFingerprint),
    listKeys: () => listKeys(parts),
    addKey: (input) => addKey(parts, input),
    removeKey: (keyId) => removeKey(parts, keyId),
    noteSharing(hostId, path, otherHostId, shared, reason) {
      events.emit("sharing:noted", { hostId, path, otherHostId, shared, reason });
    },
  };
}
