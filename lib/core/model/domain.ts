import type { Fact } from "./fact.ts";
import type { Message } from "./finding.ts";
import type { DomainUuid, HostId } from "./ids.ts";

/** libvirt's domain states (`domstate`), in kebab-case. */
export type DomainState =
  | "running"
  | "blocked"
  | "paused"
  | "shutting-down"
  | "shut-off"
  | "crashed"
  | "pm-suspended"
  | "no-state";

/** shared: proven or declared by its filesystem/type; local: proven local; unknown: not proven either way. */
export type DiskSharing = "shared" | "local" | "unknown";

export interface DomainDisk {
  /** Guest target, e.g. vda. */
  readonly target: string;
  readonly bus: string | null;
  /** libvirt disk type: file, block, network, volume ... */
  readonly type: string;
  readonly device: "disk" | "cdrom" | "floppy" | "lun";
  /** Path, device, or protocol:name; null = empty drive. */
  readonly source: string | null;
  readonly format: string | null;
  readonly cache: string | null;
  readonly readonly: boolean;
  readonly shareable: boolean;
  readonly transient: boolean;
  readonly capacityBytes: Fact<number>;
  readonly allocationBytes: Fact<number>;
  readonly sharing: DiskSharing;
  /** Why `sharing` says so: filesystem type, probe, network disk ... */
  readonly sharingReason: readonly Message[];
  readonly backingFiles: readonly string[];
}

export interface DomainNic {
  readonly mac: string;
  readonly type: "bridge" | "network" | "direct" | "ethernet" | "hostdev" | "user" | "other";
  /** Bridge, network name or host device, by type. */
  readonly source: string | null;
  readonly model: string | null;
  readonly portgroup: string | null;
}

export interface DomainHostDevice {
  readonly type: string;
  readonly mode: string;
  /** e.g. 0000:01:00.0 or vendor:product. */
  readonly address: string;
}

/** A domain ("VM" on screen) as last read from one host. The same UUID may stand on two hosts. */
export interface Domain {
  readonly uuid: DomainUuid;
  readonly hostId: HostId;
  /** Free text written by the VM's owner: data, never markup, never shell text. */
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly state: DomainState;
  readonly stateReason: string;
  readonly persistent: boolean;
  readonly autostart: boolean;
  readonly managedSave: boolean;
  readonly virtType: string;
  readonly arch: string;
  readonly machine: string;
  readonly emulator: string | null;
  /** Firmware loader path when there is one, and NVRAM. */
  readonly loader: string | null;
  readonly nvram: string | null;
  readonly cpuMode: string | null;
  /** `<cpu>` element of the running definition (migratable form), for compare. */
  readonly cpuXml: string | null;
  readonly vcpus: number;
  readonly maxVcpus: number;
  readonly memoryBytes: number;
  readonly maxMemoryBytes: number;
  readonly disks: readonly DomainDisk[];
  readonly nics: readonly DomainNic[];
  readonly hostDevices: readonly DomainHostDevice[];
  /** Kernel, initrd, dtb given directly. */
  readonly kernelFiles: readonly string[];
  readonly graphicsListen: readonly string[];
  readonly snapshotCount: number;
  readonly hasVirtiofs: boolean;
  readonly hasTpm: boolean;
  /** Host CPU time used, to show load; null when shut off. */
  readonly cpuTimeNs: number | null;
}
