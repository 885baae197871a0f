import type { HostId } from "../../lib/core/model/ids.ts";
import type { LinkFigures } from "../../lib/core/model/prediction.ts";
import type { ForecastParts } from "./parts.ts";

/** What is known of the ways between hosts: in memory for quick answers, in the store to outlive the server. */
export interface LinkBook {
  load(): Promise<void>;
  get(sourceHostId: HostId, destinationHostId: HostId): LinkFigures | null;
  list(): readonly LinkFigures[];
  /** Another process learned this, and stored it. */
  take(figures: LinkFigures): void;
  /** The store forgets the figures of a host with the host. */
  forgetHost(hostId: HostId): void;
  /** Changes the figures of one way; resolves when they are stored. Changes of one way never overtake each other. */
  change(source: HostId, destination: HostId, change: (before: LinkFigures) => LinkFigures): Promise<LinkFigures>;
}

/** An empty book; `load` fills it. */
export function createLinkBook({ store, events }: Pick<ForecastParts, "store" | "events">): LinkBook {
  const figures = new Map<string, LinkFigures>();
  let saved: Promise<unknown> = Promise.resolve();
  const keyOf = (source: HostId, destination: HostId): string => `${source} ${destination}`;
  const take = (link: LinkFigures) => void figures.set(keyOf(link.sourceHostId, link.destinationHostId), link);
  return {
    async load() {
      for (const link of await store.linkFigures.list()) take(link);
    },
    take,
    get: (source, destination) => figures.get(keyOf(source, destination)) ?? null,
    list: () => [...figures.values()],
    forgetHost(hostId) {
      for (const [key, link] of figures)
        if (link.sourceHostId === hostId || link.destinationHostId === hostId) figures.delete(key);
    },
    async change(sourceHostId, destinationHostId, change) {
      const key = keyOf(sourceHostId, destinationHostId);
      const after = change(figures.get(key) ?? { sourceHostId, destinationHostId, measured: null, learned: null });
      figures.set(key, after);
      const saving = saved.then(() => store.linkFigures.save(after));
      // A save that failed is told to whoever asked for it, and does not stop the next one.
      saved = saving.catch(() => undefined);
      await saving;
      events.emit("link:learned", after);
      return after;
    },
  };
}
