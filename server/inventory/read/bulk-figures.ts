import { parseDomstats } from "../../../lib/core/facts/domstats.ts";
import { parseUuidList } from "../../../lib/core/facts/uuid-list.ts";
import type { DomainUuid } from "../../../lib/core/model/ids.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { askVirsh } from "./ask.ts";
import {
  countSnapshots,
  type DefinitionReading,
  type DomainFigures,
  readFigures,
  STATS,
  STATS_TIMEOUT_MS,
} from "./domain-reading.ts";

/** A domain to be read, with its figures so far if there are any. */
export type Wanted = DefinitionReading & Partial<DomainFigures>;

/** So many domains in one domstats: short enough that a migration's progress, on the same virsh, is not held up. */
const DOMAINS_AT_ONCE = 10;

/**
 * Reads the figures of many domains with few commands: flags by four filtered lists, statistics in batches. Gives each batch to `give` as
 * soon as it is there.
 */
export async function readBulkFigures(
  link: HostLink,
  wanted: ReadonlyMap<DomainUuid, Wanted>,
  give: (uuid: DomainUuid, figures: DomainFigures) => void,
): Promise<void> {
  const listed = async (filter: string): Promise<ReadonlySet<string> | null> => {
    const answer = await askVirsh(link, ["list", "--all", "--uuid", filter]);
    return answer.ok ? new Set(parseUuidList(answer.text)) : null;
  };
  const persistent = await listed("--persistent");
  const autostart = await listed("--autostart");
  const managedSave = await listed("--with-managed-save");
  const withSnapshot = await listed("--with-snapshot");

  const together = [...wanted].filter(([, reading]) => canBeTogether(reading));
  for (let at = 0; at < together.length; at += DOMAINS_AT_ONCE) {
    const batch = together.slice(at, at + DOMAINS_AT_ONCE);
    const answer = await askVirsh(link, [...STATS, ...batch.map(([uuid]) => uuid)], STATS_TIMEOUT_MS);
    const byName = answer.ok ? new Map(parseDomstats(answer.text).map((stats) => [stats.name, stats])) : null;
    for (const [uuid, before] of batch) {
      const stats = byName?.get(before.definition?.name ?? "");
      // One that is gone makes the whole command fail: then each is asked by itself.
      if (!stats) {
        give(uuid, await readFigures(link, uuid, complete(before)));
        continue;
      }
      const some = withSnapshot === null || withSnapshot.has(uuid);
      give(uuid, {
        flags: {
          persistent: persistent?.has(uuid) ?? before.flags?.persistent ?? false,
          autostart: autostart?.has(uuid) ?? before.flags?.autostart ?? false,
          managedSave: managedSave?.has(uuid) ?? before.flags?.managedSave ?? false,
        },
        stats,
        snapshotCount: some ? await countSnapshots(link, uuid, before.snapshotCount ?? 0) : 0,
      });
    }
  }
  for (const [uuid, before] of wanted) if (!canBeTogether(before)) give(uuid, await readFigures(link, uuid, complete(before)));
}

/** Statistics come by name. A path with a newline could speak for other domains; without a definition there is no name to find. */
function canBeTogether({ definition }: DefinitionReading): boolean {
  if (!definition) return false;
  return definition.disks.every((disk) => [disk.source, ...disk.backingFiles].every((path) => !path?.includes("\n")));
}

function complete({ flags, stats, snapshotCount }: Wanted): DomainFigures | undefined {
  return flags && stats !== undefined && snapshotCount !== undefined ? { flags, stats, snapshotCount } : undefined;
}
