import type { DiskSharing, Domain, DomainDisk, HostSnapshot, MigrationRecord } from "@/lib/contract/index.ts";

/** One VM on one host, with what the list shows beside it. */
export interface DomainRow {
  readonly domain: Domain;
  readonly host: HostSnapshot;
  /** Its unfinished migration, if this host is a side of it. */
  readonly migration: MigrationRecord | null;
  /** The half that its migration builds up here: not a VM of its own yet. */
  readonly incoming: boolean;
  /** Names of other hosts on which the same UUID stands, but for the two sides of its own migration. */
  readonly alsoOn: readonly string[];
}

/** Where the disks of a VM lie, in one word. */
export type SharingSummary = DiskSharing | "mixed" | "none";

/** The disks that hold the VM's data: no drives for removable media, nothing empty. */
export function dataDisks(domain: Domain): readonly DomainDisk[] {
  return domain.disks.filter((disk) => (disk.device === "disk" || disk.device === "lun") && disk.source !== null);
}

/** How many data disks are shared, local and unknown. */
export function sharingCounts(domain: Domain): Readonly<Record<DiskSharing, number>> {
  const counts = { shared: 0, local: 0, unknown: 0 };
  for (const disk of dataDisks(domain)) counts[disk.sharing] += 1;
  return counts;
}

/** One unknown disk makes the whole unknown: what was not proven is not called shared. */
export function sharingSummary(domain: Domain): SharingSummary {
  const { shared, local, unknown } = sharingCounts(domain);
  if (unknown > 0) return "unknown";
  if (shared > 0 && local > 0) return "mixed";
  if (shared > 0) return "shared";
  return local > 0 ? "local" : "none";
}

/** Sum of the capacities of the data disks in bytes; null when one of them is unknown. */
export function totalCapacity(domain: Domain): number | null {
  let sum = 0;
  for (const disk of dataDisks(domain)) {
    if (!disk.capacityBytes.known) return null;
    sum += disk.capacityBytes.value;
  }
  return sum;
}

/** The identity of a row: the same UUID may stand on two hosts. */
export function rowIdOf(domain: Pick<Domain, "uuid" | "hostId">): string {
  return `${domain.uuid}@${domain.hostId}`;
}

/** Rows of the list, from all hosts and the unfinished migrations among `migrations`. */
export function domainRows(hosts: readonly HostSnapshot[], migrations: readonly MigrationRecord[]): readonly DomainRow[] {
  const moving = new Map(migrations.filter((one) => one.endedAtMs === null).map((one) => [one.request.domainUuid, one]));
  const homes = new Map<string, string[]>();
  for (const host of hosts) {
    for (const domain of host.domains) {
      homes.set(domain.uuid, [...(homes.get(domain.uuid) ?? []), host.registration.name]);
    }
  }
  return hosts.flatMap((host) =>
    host.domains.map((domain) => {
      const migration = moving.get(domain.uuid);
      const incoming = migration?.request.destinationHostId === domain.hostId;
      const isSide = incoming || migration?.request.sourceHostId === domain.hostId;
      const others = (homes.get(domain.uuid) ?? []).filter((name) => name !== host.registration.name);
      return { domain, host, migration: migration && isSide ? migration : null, incoming, alsoOn: isSide ? [] : others };
    }),
  );
}
