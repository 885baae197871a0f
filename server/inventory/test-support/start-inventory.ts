import { readFileSync } from "node:fs";
import { pino } from "pino";
import type { LabStatus } from "../../../lab/client.ts";
import type { HostSnapshot } from "../../../lib/core/model/host.ts";
import type { HostId } from "../../../lib/core/model/ids.ts";
import type { ProcessBook } from "../../cluster/types.ts";
import { createServerEvents, type ServerEvents } from "../../events.ts";
import type { HostLinks } from "../../libvirt/host-link.ts";
import { createHostLinks } from "../../libvirt/host-links.ts";
import { createInventoryService, type Inventory } from "../index.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";

export interface RunningInventory {
  readonly inventory: Inventory;
  readonly events: ServerEvents;
  readonly memory: MemoryStore;
  /** Id of the stored key that opens the lab's hosts. */
  readonly keyId: string;
  /** Registers a host of the lab with its true host key. */
  add(host: string, user?: string): Promise<HostSnapshot>;
  /** The next announced snapshot that fits; rejects after `timeoutMs`. */
  until(fits: (snapshot: HostSnapshot) => boolean, timeoutMs?: number): Promise<HostSnapshot>;
  stop(): Promise<void>;
}

/** What one of several processes has beside the store. */
export interface SharedBy {
  readonly processes: ProcessBook;
  readonly events: ServerEvents;
  /** A virsh command is run on a host. */
  readonly onVirsh: (hostId: HostId, args: readonly string[]) => void;
}

/** Links that tell of each virsh command. */
function counted(links: HostLinks, onVirsh: SharedBy["onVirsh"]): HostLinks {
  return {
    ...links,
    open(registration) {
      const link = links.open(registration);
      return {
        ...link,
        virsh(args, options) {
          onVirsh(link.hostId, args);
          return link.virsh(args, options);
        },
      };
    },
  };
}

/** An inventory over real SSH to the lab, with a store in memory (or one that an earlier inventory left behind, or another one shares). */
export async function startInventory(
  lab: LabStatus,
  memory: MemoryStore = memoryStore(),
  shared?: SharedBy,
): Promise<RunningInventory> {
  const logger = pino({ level: process.env.LOG_LEVEL ?? "error" }, pino.destination(2));
  const events = shared?.events ?? createServerEvents();
  const own = createHostLinks({ readPrivateKey: memory.store.keys.readPrivate, logger, now: Date.now });
  const links = shared ? counted(own, shared.onVirsh) : own;
  let count = 0;
  const newId = (prefix: "h" | "m") =>
    `${prefix}_${String(++count).padStart(4, "0")}${Date.now().toString(36).padStart(16, "0")}`;
  const inventory = createInventoryService({
    store: memory.store,
    links,
    events,
    processes: shared?.processes,
    logger,
    now: Date.now,
    newId,
  });
  await inventory.start();
  const present = (await inventory.listKeys()).find((key) => key.name === "lab");
  if (lab.privateKeyPath === undefined) throw new Error("the lab is not up");
  const privateKey = readFileSync(lab.privateKeyPath, "utf8");
  const keyId = present?.id ?? (await inventory.addKey({ name: "lab", privateKey })).id;
  return {
    inventory,
    events,
    memory,
    keyId,
    add(name, user = "root") {
      const host = lab.hosts.find((candidate) => candidate.name === name);
      if (!host) throw new Error(`no host ${name} in the lab`);
      const acceptedFingerprint = host.hostKeyFingerprint;
      return inventory.add({ address: host.address, port: host.sshPort, user, keyId, acceptedFingerprint });
    },
    until(fits, timeoutMs = 20_000) {
      return new Promise((resolve, reject) => {
        const listen = (snapshot: HostSnapshot) => {
          if (!fits(snapshot)) return;
          clearTimeout(timer);
          events.off("host:state", listen);
          resolve(snapshot);
        };
        const timer = setTimeout(() => {
          events.off("host:state", listen);
          reject(
            new Error(
              `not seen within ${timeoutMs} ms; now: ${JSON.stringify(inventory.snapshots().map((s) => [s.registration.name, s.state, s.problem]))}`,
            ),
          );
        }, timeoutMs);
        events.on("host:state", listen);
        const now = inventory.snapshots().find(fits);
        if (now) listen(now);
      });
    },
    stop: () => inventory.stop(),
  };
}
