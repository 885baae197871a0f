import { writableDisks } from "../../lib/core/migration/disks.ts";
import { linkFigure } from "../../lib/core/migration/prediction/link-figure.ts";
import type { Domain, DomainDisk } from "../../lib/core/model/domain.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import type { Figure, LinkFigures, PredictionInputs } from "../../lib/core/model/prediction.ts";
import { ASSUMED_MS } from "./assumed-times.ts";
import type { DirtyNotes } from "./dirty-notes.ts";
import type { AskEarlierMemory } from "./earlier-memory.ts";
import { memoryFigure } from "./memory-figure.ts";
import type { ForecastParts } from "./parts.ts";

/** What the service remembers of domains. */
export interface Memories {
  readonly notes: DirtyNotes;
  readonly askEarlier: AskEarlierMemory;
}

/** What the model needs, from what is at hand: asks no host. */
export async function gatherInputs(
  parts: Pick<ForecastParts, "now">,
  { notes, askEarlier }: Memories,
  known: {
    readonly domain: Domain;
    readonly snapshot: HostSnapshot;
    readonly link: LinkFigures | null;
    /** The way back: both hosts are as slow to begin and to end. */
    readonly back: LinkFigures | null;
    readonly options: MigrationOptions;
  },
): Promise<PredictionInputs> {
  const { domain, snapshot, link, back, options } = known;
  const nowMs = parts.now();
  const dirty = notes.latest(domain.hostId, domain.uuid);
  const memory = memoryFigure({
    domain,
    measured: dirty && dirty.memoryInUseBytes !== null ? { bytes: dirty.memoryInUseBytes, atMs: dirty.measuredAtMs } : null,
    earlier: await askEarlier(domain.uuid),
    readAtMs: snapshot.observedAtMs,
    nowMs,
  });
  const learned = link?.learned ?? back?.learned ?? null;
  const time = (value: number | undefined, assumed: number): Figure =>
    learned && value !== undefined
      ? { value, origin: "learned", atMs: learned.atMs }
      : { value: assumed, origin: "assumed", atMs: null };
  return {
    memoryBytes: memory.figure,
    memorySeenBytes: memory.seenBytes,
    dirtyRate: notes.figure(domain.hostId, domain.uuid),
    linkBytesPerSec: linkFigure(link),
    diskBytes: diskFigure(domain, options, snapshot.observedAtMs),
    setUpMs: time(learned?.setUpMs, ASSUMED_MS.setUp),
    switchMs: time(learned?.switchMs, ASSUMED_MS.switch),
  };
}

/** What the copied disks hold; null when none is copied, or when one of them does not say. */
function diskFigure(domain: Domain, { copiedDisks }: MigrationOptions, readAtMs: number | null): Figure | null {
  if (copiedDisks.length === 0) return null;
  const disks = [...writableDisks(domain), ...domain.disks.filter(({ readonly }) => readonly)];
  const held = copiedDisks.map((target) => heldBy(disks.find((disk) => disk.target === target)));
  const sum = held.reduce<number | null>((total, bytes) => (total === null || bytes === null ? null : total + bytes), 0);
  return sum === null ? null : { value: sum, origin: "read", atMs: readAtMs };
}

function heldBy(disk: DomainDisk | undefined): number | null {
  if (disk?.allocationBytes.known) return disk.allocationBytes.value;
  return disk?.capacityBytes.known ? disk.capacityBytes.value : null;
}
