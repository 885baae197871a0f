import type { Domain } from "./domain.ts";
import type { Fact } from "./fact.ts";
import type { HostId } from "./ids.ts";

/** A pinned SSH host key. `fingerprint` is OpenSSH's form `SHA256:...`; `publicKey` is the line body `ssh-ed25519 AAAA...`. */
export interface HostKey {
  readonly algorithm: string;
  readonly fingerprint: string;
  readonly publicKey: string;
}

/** How VirtFerry reaches a host. No secret in here: the private key stays on the server, named by `keyId`. */
export interface HostRegistration {
  readonly id: HostId;
  /** Shown name, chosen by the admin or the host's own hostname. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly keyId: string;
  readonly hostKey: HostKey;
  readonly addedAtMs: number;
}

/**
 * connecting: first try; online: facts come in; unreachable: no TCP, SSH timeout or libvirt away (see problem);
 * blocked: refused by us or by the host until an admin acts (changed host key, key not authorised).
 */
export type HostState = "connecting" | "online" | "unreachable" | "blocked";

/** Why a host is not online. Closed: each has a message in both languages. */
export type HostProblemCode =
  | "address-unresolvable"
  | "connection-refused"
  | "connection-timeout"
  | "no-route"
  | "auth-failed"
  | "host-key-changed"
  | "not-ssh"
  | "connection-lost"
  | "virsh-missing"
  | "libvirt-down"
  | "libvirt-denied"
  | "qemu-missing"
  | "unexpected-output";

export interface HostProblem {
  readonly code: HostProblemCode;
  /** The host's or library's own words, to be shown as data. */
  readonly detail: string;
  readonly sinceMs: number;
  /** Only with host-key-changed: what the host presented instead. */
  readonly presentedKey?: HostKey;
}

export interface HostCpu {
  readonly arch: string;
  readonly model: Fact<string>;
  readonly vendor: Fact<string>;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  /** Logical CPUs online. */
  readonly cpus: number;
}

export interface StoragePool {
  readonly name: string;
  readonly uuid: string;
  readonly type: string;
  readonly active: boolean;
  readonly targetPath: string | null;
  readonly capacityBytes: number | null;
  readonly availableBytes: number | null;
}

export interface VirtualNetwork {
  readonly name: string;
  readonly uuid: string;
  readonly active: boolean;
  /** libvirt's forward mode: nat, route, bridge ...; null = isolated. */
  readonly forwardMode: string | null;
  readonly bridge: string | null;
  /** Names of its portgroups. Absent: stored by an earlier version. */
  readonly portgroups?: readonly string[];
}

export interface NetworkInterface {
  readonly name: string;
  readonly kind: "bridge" | "ovs" | "other";
  readonly up: boolean;
  readonly mtu: number;
  readonly addresses: readonly string[];
}

/** What one guest architecture entry of `virsh capabilities` offers. */
export interface GuestArch {
  readonly arch: string;
  readonly emulator: string;
  /** libvirt virt types: kvm, qemu. */
  readonly virtTypes: readonly string[];
  /** Machine types incl. aliases, as `<machine>` lists them. */
  readonly machineTypes: readonly string[];
  readonly maxVcpusByMachine: Readonly<Record<string, number>>;
}

/** What a host offers beside CPU, memory, pools and networks. Null = could not be told. */
export interface HostDetails {
  /** By size and NUMA node; null node = of the whole host. Only sizes for which a hugetlbfs is mounted: libvirt can use no other. */
  readonly hugePages: readonly {
    readonly sizeKib: number;
    readonly node: number | null;
    readonly total: number;
    readonly free: number;
  }[];
  /** The size that a guest gets that names none. */
  readonly defaultHugePageKib?: number | null;
  /** NUMA nodes with their CPUs as a list: "0-3,8". */
  readonly numaNodes: readonly { readonly id: number; readonly cpus: string }[];
  readonly onlineCpus: string | null;
  readonly hasKvm: boolean;
  /** The CPU's no-execute bit (x86); null on other architectures. */
  readonly hasNx: boolean | null;
  /** libvirt's lock manager: lockd, sanlock; "none" when qemu.conf sets none. */
  readonly lockManager: string | null;
  /** selinux, apparmor, dac, as libvirt lists them. */
  readonly securityModels: readonly string[];
  /** Null = no Open vSwitch on this host. */
  readonly ovsBridges: readonly string[] | null;
  readonly nwfilters: readonly string[] | null;
  /** UUIDs and usage names of libvirt's secrets. */
  readonly secrets: readonly string[] | null;
  readonly cgroupControllers: readonly string[] | null;
  /** What keeps its packets: the first of these that is in force. */
  readonly firewall: "firewalld" | "ufw" | "nftables" | "none" | null;
}

/** Everything that VirtFerry knows about a host, at one moment. */
export interface HostFacts {
  readonly hostname: string;
  /** libvirt's host UUID (`capabilities /host/uuid`). */
  readonly uuid: Fact<string>;
  readonly libvirtVersion: Fact<string>;
  readonly qemuVersion: Fact<string>;
  readonly osName: Fact<string>;
  readonly kernel: Fact<string>;
  readonly cpu: Fact<HostCpu>;
  /** The host CPU as libvirt's XML, for compare. */
  readonly hostCpuXml: Fact<string>;
  readonly guests: Fact<readonly GuestArch[]>;
  readonly memoryTotalBytes: Fact<number>;
  readonly memoryAvailableBytes: Fact<number>;
  /** 1, 5, 15 minutes. */
  readonly loadAverage: Fact<readonly [number, number, number]>;
  readonly pools: Fact<readonly StoragePool[]>;
  readonly networks: Fact<readonly VirtualNetwork[]>;
  readonly interfaces: Fact<readonly NetworkInterface[]>;
  /** qemu.conf migration_port_min/max when readable, else libvirt's default 49152-49215. */
  readonly migrationPorts: { readonly min: number; readonly max: number; readonly source: "qemu.conf" | "default" };
  /** Long options that `virsh help migrate` lists here, e.g. "--parallel". */
  readonly migrateOptions: Fact<readonly string[]>;
  /** The user we log in as. */
  readonly login: { readonly user: string; readonly uid: number; readonly groups: readonly string[] };
  /** Host clock minus server clock, corrected by half the round trip. */
  readonly clockOffsetMs: Fact<number>;
  /** TLS certificate files of QEMU migration present, as far as we may look. */
  readonly tlsReady: Fact<boolean>;
  /** Absent: stored by an earlier version. */
  readonly details?: Fact<HostDetails>;
}

/** One host with all that was last read from it: the unit of the inventory's messages. */
export interface HostSnapshot {
  readonly registration: HostRegistration;
  readonly state: HostState;
  readonly problem: HostProblem | null;
  /** Last facts; kept while the host is away. */
  readonly facts: HostFacts | null;
  readonly domains: readonly Domain[];
  /** When facts and domains were last read, by the server's clock. Null = never. */
  readonly observedAtMs: number | null;
  /** Round trip of the last command on the held connection. */
  readonly roundTripMs: number | null;
  /** Rises by one at each change; a client drops older ones. */
  readonly revision: number;
}
