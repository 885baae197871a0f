import type { DirtyRateView } from "../../lib/contract/views.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import type { DirtyFigure } from "../../lib/core/model/prediction.ts";

/** How long a measurement counts, ms: what a guest does changes. */
const KEPT_MS = 3_600_000;

/** The latest measurement of each domain on each host. */
export interface DirtyNotes {
  note(hostId: HostId, domainUuid: DomainUuid, view: DirtyRateView): void;
  /** Null when there is none of the last hour. */
  latest(hostId: HostId, domainUuid: DomainUuid): DirtyRateView | null;
  /** The rate of the latest, as the model takes it; null as above. */
  figure(hostId: HostId, domainUuid: DomainUuid): DirtyFigure | null;
  /** The guest runs on another host now, and does there what it did here. */
  moved(domainUuid: DomainUuid, from: HostId, to: HostId): void;
}

/** Empty notes; `now` is the server's clock, ms. */
export function createDirtyNotes(now: () => number): DirtyNotes {
  const views = new Map<string, DirtyRateView>();
  const keyOf = (hostId: HostId, domainUuid: DomainUuid): string => `${hostId} ${domainUuid}`;
  const isOld = ({ measuredAtMs }: DirtyRateView): boolean => now() - measuredAtMs > KEPT_MS;
  // The matrix asks for every cell: only the one that is asked for is looked at.
  const latest: DirtyNotes["latest"] = (hostId, domainUuid) => {
    const view = views.get(keyOf(hostId, domainUuid));
    return view && !isOld(view) ? view : null;
  };
  return {
    note(hostId, domainUuid, view) {
      for (const [key, old] of views) if (isOld(old)) views.delete(key);
      views.set(keyOf(hostId, domainUuid), view);
    },
    latest,
    figure(hostId, domainUuid) {
      const view = latest(hostId, domainUuid);
      if (!view) return null;
      const { bytesPerSec: value, measuredAtMs: atMs, workingSetBytes, busyShare } = view;
      return { value, origin: "measured", atMs, workingSetBytes, busyShare };
    },
    moved(domainUuid, from, to) {
      const view = views.get(keyOf(from, domainUuid));
      if (!view) return;
      views.delete(keyOf(from, domainUuid));
      views.set(keyOf(to, domainUuid), view);
    },
  };
}
