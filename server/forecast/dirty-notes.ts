import type { DirtyRateView } from "../../lib/contract/views.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";

/** How long a measurement counts, ms: what a guest does changes. */
const KEPT_MS = 3_600_000;

/** The latest measurement of each domain on each host. */
export interface DirtyNotes {
  note(hostId: HostId, domainUuid: DomainUuid, view: DirtyRateView): void;
  /** Null when there is none of the last hour. */
  latest(hostId: HostId, domainUuid: DomainUuid): DirtyRateView | null;
  /** The guest runs on another host now, and does there what it did here. */
  moved(domainUuid: DomainUuid, from: HostId, to: HostId): void;
}

/** Empty notes; `now` is the server's clock, ms. */
export function createDirtyNotes(now: () => number): DirtyNotes {
  const views = new Map<string, DirtyRateView>();
  const keyOf = (hostId: HostId, domainUuid: DomainUuid): string => `${hostId} ${domainUuid}`;
  const forgetOld = (): void => {
    for (const [key, { measuredAtMs }] of views) if (now() - measuredAtMs > KEPT_MS) views.delete(key);
  };
  return {
    note(hostId, domainUuid, view) {
      forgetOld();
      views.set(keyOf(hostId, domainUuid), view);
    },
    latest(hostId, domainUuid) {
      forgetOld();
      return views.get(keyOf(hostId, domainUuid)) ?? null;
    },
    moved(domainUuid, from, to) {
      const view = views.get(keyOf(from, domainUuid));
      if (!view) return;
      views.delete(keyOf(from, domainUuid));
      views.set(keyOf(to, domainUuid), view);
    },
  };
}
