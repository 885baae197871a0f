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
  /** LUKS or the like: QEMU needs a secret to open it. Absent: stored by an earlier version. */
  readonly encrypted?: boolean;
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
  /** Open vSwitch and the like: `<virtualport type>`. Absent: stored by an earlier version. */
  readonly virtualPort?: string | null;
  /** VLAN tags that the definition gives it. */
  readonly vlanTags?: readonly number[];
}

export interface DomainHostDevice {
  readonly type: string;
  readonly mode: string;
  /** e.g. 0000:01:00.0 or vendor:product. */
  readonly address: string;
}

/** What a domain asks of its host beside CPUs, memory, disks and NICs. Empty or null = nothing of the kind. */
export interface DomainNeeds {
  /** Huge pages by size (KiB; null = the host's default size) with the guest NUMA nodes that they are for, and how much guest memory that is. */
  readonly hugePages: readonly { readonly sizeKib: number | null; readonly nodeset: string | null; readonly bytes: number }[];
  readonly memoryLocked: boolean;
  /** Host NUMA nodes that `<numatune>` names, and how strictly. */
  readonly numaNodes: { readonly nodeset: string; readonly mode: string } | null;
  /** Host CPUs that `<vcpu cpuset>`, vcpupin, emulatorpin and iothreadpin name. */
  readonly cpuSets: readonly string[];
  /** CPU time limits (period, quota), for which libvirt needs the cgroup controller "cpu". */
  readonly usesCpuTune: boolean;
  /** libvirt secrets (UUID, or usage name) that its disks need. */
  readonly secrets: readonly string[];
  readonly nwfilters: readonly string[];
  /** Security models that its definition names, by a static label or one of its own: selinux, apparmor, dac. */
  readonly staticLabels: readonly string[];
  /** Files, sockets and devices behind serial ports, channels and the like. */
  readonly devicePaths: readonly string[];
  readonly watchdog: { readonly model: string; readonly action: string } | null;
  /** `invtsc` without a fixed TSC frequency: libvirt refuses to migrate it. */
  readonly invtscWithoutFrequency: boolean;
  readonly hasAgentChannel: boolean;
  /** Mount tags of 9p shares. */
  readonly plan9: readonly string[];
  /** libvirt refuses these: vDPA, shmem, nvme and vhost-user disks ... by their element and kind. */
  readonly unmovable: readonly string[];
  /** The running definition differs from the stored one: what is pending would come into force at the next start. Null = not compared. */
  readonly hasPendingChanges: boolean | null;
  /** In which parts, by libvirt's names of the elements: vcpu, memory, cpu, disk ... */
  readonly pendingParts?: readonly string[];
  /** `cpu mode` of the stored definition: a running host-model reads as a named model. Absent: not read. */
  readonly storedCpuMode?: string | null;
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
  /** Host memory that its QEMU holds, bytes (domstats balloon.rss); null when shut off or not said. Absent: stored by an earlier version. */
  readonly residentBytes?: number | null;
  /** Absent: stored by an earlier version. */
  readonly needs?: DomainNeeds;
}
