import type { Domain, DomainDisk } from "../model/domain.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { RecoveryCase, RecoveryKind, RecoverySeverity } from "../model/recovery.ts";

interface Running {
  readonly domain: Domain;
  readonly hostName: string;
}

/** Two different VMs that are active on two hosts and share a writable disk, or their name. */
export function clashCases(snapshots: readonly HostSnapshot[]): readonly RecoveryCase[] {
  const active = snapshots
    .filter(({ state }) => state === "online")
    .flatMap(({ registration, domains }) =>
      domains
        .filter(({ state }) => state !== "shut-off" && state !== "crashed")
        .map((domain): Running => ({ domain, hostName: registration.name })),
    );
  return active.flatMap((one, index) =>
    active.slice(index + 1).flatMap((other) => {
      if (one.domain.uuid === other.domain.uuid || one.domain.hostId === other.domain.hostId) return [];
      const disk = sharedDisk(one.domain, other.domain);
      const clashes: RecoveryCase[] = [];
      if (disk !== null) clashes.push(clash("disk-twice", "critical", one, other, disk));
      if (one.domain.name === other.domain.name) clashes.push(clash("same-name", "watch", one, other, one.domain.name));
      return clashes;
    }),
  );
}

/** A path that both write to, where it is known to be one storage. */
function sharedDisk(one: Domain, other: Domain): string | null {
  const written = (disk: DomainDisk) =>
    disk.sharing === "shared" && !disk.readonly && !disk.shareable && (disk.device === "disk" || disk.device === "lun");
  const paths = new Set(other.disks.filter(written).flatMap(({ source }) => (source === null ? [] : [source])));
  return one.disks.filter(written).find(({ source }) => source !== null && paths.has(source))?.source ?? null;
}

function clash(kind: RecoveryKind, severity: RecoverySeverity, one: Running, other: Running, what: string): RecoveryCase {
  return {
    id: `${kind}:${one.domain.uuid}:${other.domain.uuid}`,
    kind,
    severity,
    domainUuid: one.domain.uuid,
    domainName: one.domain.name,
    migrationId: null,
    values: { vm: one.domain.name, host: one.hostName, otherVm: other.domain.name, otherHost: other.hostName, what },
    places: [],
    ways: [],
  };
}
