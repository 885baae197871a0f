import { type SharingProof, sharingByFilesystem, sharingWithProofs } from "../../../lib/core/facts/disk-sharing.ts";
import type { DiskDefinition } from "../../../lib/core/facts/domain-disks.ts";
import type { BlockStats, DomainStats } from "../../../lib/core/facts/domstats.ts";
import type { Filesystem } from "../../../lib/core/facts/filesystem.ts";
import type { Domain, DomainDisk } from "../../../lib/core/model/domain.ts";
import { type Fact, known, unknown } from "../../../lib/core/model/fact.ts";
import type { DomainUuid, HostId } from "../../../lib/core/model/ids.ts";
import type { DomainReading } from "./domain-reading.ts";

/** What a domain's description takes from around the domain. */
export interface Surroundings {
  readonly hostId: HostId;
  readonly filesystemOf: (path: string) => Filesystem | null;
  readonly proofsOf: (path: string) => readonly SharingProof[];
  /** How many other hosts are registered. */
  readonly otherHosts: number;
}

/** A Domain from all that was read. Without a readable definition it still has UUID, name and state; the rest is empty. Pure. */
export function describeDomain(uuid: DomainUuid, reading: DomainReading, around: Surroundings): Domain {
  const { definition, stats, flags } = reading;
  const state = stats?.state;
  const disks = definition?.disks.map((disk) => describeDisk(disk, stats, around)) ?? [];
  return {
    ...(definition ?? { ...NOTHING_DEFINED, name: stats?.name ?? uuid }),
    uuid,
    hostId: around.hostId,
    state: state?.state ?? "no-state",
    stateReason: state?.reason ?? "unknown",
    persistent: flags.persistent,
    autostart: flags.autostart,
    managedSave: flags.managedSave,
    memoryBytes: stats?.memoryBytes ?? definition?.memoryBytes ?? 0,
    disks,
    snapshotCount: reading.snapshotCount,
    cpuTimeNs: state?.state === "shut-off" ? null : (stats?.cpuTimeNs ?? null),
    residentBytes: state?.state === "shut-off" ? null : (stats?.residentBytes ?? null),
  };
}

const NOTHING_DEFINED = {
  title: null,
  description: null,
  virtType: "",
  arch: "",
  machine: "",
  emulator: null,
  loader: null,
  nvram: null,
  cpuMode: null,
  cpuXml: null,
  vcpus: 0,
  maxVcpus: 0,
  maxMemoryBytes: 0,
  nics: [],
  hostDevices: [],
  kernelFiles: [],
  graphicsListen: [],
  hasVirtiofs: false,
  hasTpm: false,
} as const;

function describeDisk(disk: DiskDefinition, stats: DomainStats | null, around: Surroundings): DomainDisk {
  const block = stats?.blocks.find((candidate) => candidate.target === disk.target);
  const path = disk.source !== null && disk.type === "file" ? disk.source : null;
  const verdict = sharingByFilesystem(disk, path === null ? null : around.filesystemOf(path));
  const { sharing, reason } =
    disk.source === null ? verdict : sharingWithProofs(verdict, around.proofsOf(disk.source), around.otherHosts);
  return {
    ...disk,
    capacityBytes: blockFact(disk, block?.capacityBytes),
    allocationBytes: blockFact(disk, allocationOf(disk, block)),
    sharing,
    sharingReason: reason,
  };
}

/**
 * What the image takes: for qcow2 and the like the file's size, since QEMU's "allocation" of a running domain counts only what it wrote
 * itself; for raw images, which may be sparse, the allocation.
 */
function allocationOf(disk: DiskDefinition, block: BlockStats | undefined): number | null {
  if (!block) return null;
  return disk.format === "raw" ? (block.allocationBytes ?? block.physicalBytes) : (block.physicalBytes ?? block.allocationBytes);
}

function blockFact(disk: DiskDefinition, bytes: number | null | undefined): Fact<number> {
  if (bytes !== null && bytes !== undefined) return known(bytes);
  return unknown(disk.source === null ? "no medium" : "virsh domstats says nothing about it");
}
