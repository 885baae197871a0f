import type { Message } from "../model/finding.ts";
import type { HostId } from "../model/ids.ts";
import type { TlsPair } from "../tls/model.ts";
import type { HostTraits, MemoryBacking, NameReach } from "./host-traits.ts";
import type { StorageProof } from "./storage-seen.ts";

/** A command that a probe ran, quoted as a shell would take it, to be shown as evidence. */
export interface ProbeCommand {
  readonly hostId: HostId;
  readonly text: string;
}

/** pending: not run yet, or too old to count; failed: it could not be run to an answer; done: it has an answer, good or bad. */
export type Probe<T> =
  | { readonly kind: "pending" }
  | {
      readonly kind: "failed";
      readonly why: Message;
      readonly atMs: number;
      readonly commands: readonly ProbeCommand[];
    }
  | DoneProbe<T>;

export interface DoneProbe<T> {
  readonly kind: "done";
  readonly value: T;
  readonly atMs: number;
  readonly commands: readonly ProbeCommand[];
}

export type SshOutcome =
  | "ok"
  | "host-key-unknown"
  | "host-key-changed"
  | "denied"
  | "unresolvable"
  | "refused"
  | "no-route"
  | "timeout"
  | "other";

/** ssh from the source to the destination in batch mode, as the user that libvirtd runs as. */
export interface SshReach {
  readonly outcome: SshOutcome;
  /** ssh's own words. */
  readonly text: string;
  /** Keys that the source's known_hosts has for the destination: `ssh-ed25519 AAAA...`; null = could not be read. */
  readonly knownKeys: readonly string[] | null;
}

export type LibvirtOutcome =
  | "ok"
  | "not-allowed"
  | "daemon-away"
  | "helper-missing"
  | "ssh-failed"
  /** qemu+tls and qemu+tcp: nothing listens on libvirt's port, or it cannot be reached. */
  | "port-refused"
  | "no-route"
  | "unresolvable"
  /** qemu+tls: a certificate is missing or not accepted. */
  | "certificate"
  | "timeout"
  | "other";

/** `virsh -c qemu+ssh://destination/system` (or qemu+tls, qemu+tcp) from the source. */
export interface LibvirtReach {
  readonly outcome: LibvirtOutcome;
  readonly text: string;
  /** libvirt's UUID of the host that answered. */
  readonly hostUuid: string | null;
}

/** What became of a packet as large as the source's interface allows, where a small one got through. */
export interface LargePackets {
  readonly device: string;
  readonly mtu: number;
  /** told: a router said that it is too large, so that TCP sends smaller ones. */
  readonly fate: "whole" | "told" | "lost";
}

/** Where the destination will tell the source to send the memory to, and what the source makes of that name. */
export interface HostnameReach {
  /** migration_host of qemu.conf, else libvirt's hostname. */
  readonly announced: string;
  /** unreadable: qemu.conf could not be read, so a migration_host may be set that we do not know. */
  readonly origin: "migration-host" | "hostname" | "hostname-conf-unreadable";
  /** Addresses that the source resolves it to; empty = does not resolve. */
  readonly resolved: readonly string[];
  /** All addresses of the destination, loopback left out. */
  readonly destinationAddresses: readonly string[];
  /** On the way to the announced name; null or absent = could not be tried. */
  readonly largePackets?: LargePackets | null;
}

/** An IPv4 address of an interface with its prefix: `10.1.2.3/24`. */
export interface InterfaceAddress {
  readonly name: string;
  readonly cidr: string;
}

/** Addresses of both hosts' interfaces, to see whether bridges of one name hang on one network. */
export interface Segments {
  readonly source: readonly InterfaceAddress[];
  readonly destination: readonly InterfaceAddress[];
}

export type PortOutcome =
  | "open"
  | "refused"
  | "timeout"
  | "no-route"
  | "unresolvable"
  | "no-listener-tool"
  | "no-connect-tool"
  | "no-free-port"
  | "other";

/** A listener on the destination, tried from the source. */
export interface PortReach {
  readonly outcome: PortOutcome;
  readonly address: string;
  readonly port: number | null;
  readonly minPort: number;
  readonly maxPort: number;
  /** Ports of the range that nothing listens on. */
  readonly freePorts: number;
  readonly listenTool: string | null;
  readonly text: string;
}

export type CpuOutcome = "identical" | "superset" | "incompatible" | "unsupported";

/** libvirt's `hypervisor-cpu-compare` at the destination with the guest's own CPU. */
export interface CpuFit {
  readonly outcome: CpuOutcome;
  readonly text: string;
}

/** Jobs that stand in the way of a migration, as libvirt on the source reports them. */
export interface DomainJobs {
  /** `domjobinfo` job type; null = no job. */
  readonly job: string | null;
  readonly operation: string | null;
  /** Disk targets with a running block job. */
  readonly blockJobs: readonly string[];
  /** Checkpoints that libvirt keeps of the domain; null = it could not say (older than 5.6). */
  readonly checkpoints: number | null;
}

/** How the guest agent of a running domain takes a ping. */
export interface AgentReach {
  readonly answers: boolean;
  /** libvirt's own words. */
  readonly text: string;
}

/** A file that the destination must have. */
export interface FileSeen {
  readonly exists: boolean;
  readonly readable: boolean;
  readonly executable: boolean;
  readonly sizeBytes: number | null;
}

/** What `qemu-img info` says of an image, or that there is none. */
export interface ImageSeen {
  readonly path: string;
  readonly exists: boolean;
  /** file, block (a device) or other. */
  readonly kind: "file" | "block" | "other" | null;
  readonly format: string | null;
  readonly virtualSizeBytes: number | null;
  /** Bytes that it takes on the host. */
  readonly actualSizeBytes: number | null;
  readonly backingPath: string | null;
  readonly backingFormat: string | null;
  /** Why it could not be read; host text. */
  readonly problem: string | null;
}

/** A disk that is to be copied, on both sides. */
export interface ImagePair {
  readonly source: ImageSeen;
  /** At the path that it shall have there. */
  readonly destination: ImageSeen;
  readonly destinationFolder: {
    readonly path: string;
    readonly exists: boolean;
    readonly writable: boolean;
    readonly availableBytes: number | null;
    /** Name of an active pool whose target is this folder. */
    readonly pool: string | null;
    /** The host's number of its filesystem: disks that go to one share its room. */
    readonly filesystem?: string | null;
  };
  /** Incremental copy: the backing files of both sides by size and SHA-256; null = there is none, or it was not asked for. */
  readonly backingEqual: boolean | null;
  readonly backingAtDestination: ImageSeen | null;
  /** Bytes of those files of its chain that the destination does not have; null or absent = not known, or not asked for. */
  readonly backingMissingBytes?: number | null;
}

/** All that was tried between two hosts, and for one domain on them. */
export interface Probes {
  readonly ssh: Probe<SshReach>;
  readonly libvirt: Probe<LibvirtReach>;
  readonly hostname: Probe<HostnameReach>;
  readonly segments: Probe<Segments>;
  readonly ports: Probe<PortReach>;
  readonly cpu: Probe<CpuFit>;
  readonly jobs: Probe<DomainJobs>;
  /** By path, at the destination. */
  readonly files: Probe<ReadonlyMap<string, FileSeen>>;
  /** By path, between the two hosts. */
  readonly storage: Probe<ReadonlyMap<string, StorageProof>>;
  /** By disk target: the images of the disks that are to be copied; asked for only with options that copy. */
  readonly images: Probe<ReadonlyMap<string, ImagePair>>;
  /** The port for the disks, where the options fix one. */
  readonly disksPort: Probe<PortReach>;
  /** The address for the data that the options name, as the source resolves it. */
  readonly migrateTo: Probe<NameReach>;
  /** Asked for only with options that need it. */
  readonly memoryBacking: Probe<MemoryBacking>;
  /** Asked for only with options, and of a domain that has the agent's channel. */
  readonly guestAgent: Probe<AgentReach>;
  readonly traits: Probe<{ readonly source: HostTraits; readonly destination: HostTraits }>;
  /** QEMU's certificates on both hosts; asked for with any options that let QEMU send over a port of its own. */
  readonly tls: Probe<TlsPair>;
}

/** Nothing tried yet. */
export const NO_PROBES: Probes = {
  ssh: { kind: "pending" },
  libvirt: { kind: "pending" },
  hostname: { kind: "pending" },
  segments: { kind: "pending" },
  ports: { kind: "pending" },
  cpu: { kind: "pending" },
  jobs: { kind: "pending" },
  files: { kind: "pending" },
  storage: { kind: "pending" },
  images: { kind: "pending" },
  disksPort: { kind: "pending" },
  migrateTo: { kind: "pending" },
  memoryBacking: { kind: "pending" },
  guestAgent: { kind: "pending" },
  traits: { kind: "pending" },
  tls: { kind: "pending" },
};
