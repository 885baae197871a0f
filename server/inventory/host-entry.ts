import type { HostRegistration, HostSnapshot } from "../../lib/core/model/host.ts";
import { type Collector, startCollector } from "./collector.ts";
import { createFactSaver, type FactSaver } from "./fact-saver.ts";
import { createHostBook, type HostBook, type HostBookParts } from "./host-book.ts";
import { createHostReader } from "./host-reader.ts";
import { type HostShare, shareHost } from "./host-share.ts";
import type { InventoryParts } from "./parts.ts";
import type { SharingBook } from "./sharing-book.ts";

/** All that the inventory holds for one registered host. */
export interface HostEntry {
  readonly book: HostBook;
  readonly collector: Collector;
  readonly saver: FactSaver;
  readonly share: HostShare;
}

/** Opens the link to a host; collecting begins when the share says that it is this process that reads it. */
export function openHostEntry(
  parts: InventoryParts,
  registration: HostRegistration,
  stored: HostBookParts["stored"],
  around: { readonly sharing: SharingBook; readonly otherHosts: () => number; readonly me: string },
): HostEntry {
  const { store, links, events, logger, now } = parts;
  const saver = createFactSaver(store.hosts, { logger, now });
  const announce = (snapshot: HostSnapshot, changed: boolean) => {
    events.emit("host:state", snapshot);
    share.announced(snapshot, changed);
  };
  const book = createHostBook({ registration, stored, now, announce });
  const link = links.open(registration);
  const reader = createHostReader({ link, book, now, ...around });
  const collector = startCollector({ link, book, reader, now, logger });
  const tells = parts.processes !== undefined;
  const share = shareHost({ me: around.me, hostId: registration.id, book, collector, saver, events, tells });
  return { book, saver, collector, share };
}
