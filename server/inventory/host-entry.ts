import type { HostRegistration, HostSnapshot } from "../../lib/core/model/host.ts";
import { type Collector, startCollector } from "./collector.ts";
import { createFactSaver, type FactSaver } from "./fact-saver.ts";
import { createHostBook, type HostBook, type HostBookParts } from "./host-book.ts";
import { createHostReader } from "./host-reader.ts";
import type { InventoryParts } from "./parts.ts";
import type { SharingBook } from "./sharing-book.ts";

/** All that the inventory holds for one registered host. */
export interface HostEntry {
  readonly book: HostBook;
  readonly collector: Collector;
  readonly saver: FactSaver;
}

/** Opens the link to a host and starts collecting. */
export function openHostEntry(
  parts: InventoryParts,
  registration: HostRegistration,
  stored: HostBookParts["stored"],
  around: { readonly sharing: SharingBook; readonly otherHosts: () => number },
): HostEntry {
  const { store, links, events, logger, now } = parts;
  const saver = createFactSaver(store.hosts, { logger, now });
  const announce = (snapshot: HostSnapshot, changed: boolean) => {
    events.emit("host:state", snapshot);
    saver.offer(snapshot, changed);
  };
  const book = createHostBook({ registration, stored, now, announce });
  const link = links.open(registration);
  const reader = createHostReader({ link, book, now, ...around });
  return { book, saver, collector: startCollector({ link, book, reader, now, logger }) };
}
