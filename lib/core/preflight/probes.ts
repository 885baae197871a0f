import type { Message } from "../model/finding.ts";
import type { HostId } from "../model/ids.ts";

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

export type LibvirtOutcome = "ok" | "not-allowed" | "daemon-away" | "helper-missing" | "ssh-failed" | "timeout" | "other";

/** `virsh -c qemu+ssh://destination/system` from the source. */
export interface LibvirtReach {
  readonly outcome: LibvirtOutcome;
  readonly text: string;
  /** libvirt's UUID of the host that answered. */
  readonly hostUuid: string | null;
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
}

/** A file that the destination must have. */
export interface FileSeen {
  readonly exists: boolean;
  readonly readable: boolean;
  readonly executable: boolean;
  readonly sizeBytes: number | null;
}

/** What became of the proof that one disk image is the same storage on both hosts. */
export type StorageOutcome =
  /** Each host read what the other wrote beside the image, and both see the same inode. */
  | "same-by-nonce"
  /** Both see a block device with one WWN or serial number. */
  | "same-by-device-id"
  /** The same export of a network filesystem and the same inode, but we may not write there. */
  | "same-by-declaration"
  /** The folder is shared, but another file stands behind this path. */
  | "other-file"
  /** The same inode, but another size at the two moments of looking. */
  | "size-differs"
  | "not-shared"
  | "missing-at-source"
  | "missing-at-destination"
  /** The destination sees it but may not write there. */
  | "read-only-at-destination"
  /** Not provable with the rights that we have. */
  | "not-writable"
  /** Block devices without an identity to compare. */
  | "no-device-id";

export interface StorageProof {
  readonly outcome: StorageOutcome;
  readonly source: StorageSide;
  readonly destination: StorageSide;
}

/** How one host sees a path. */
export interface StorageSide {
  readonly kind: "file" | "block" | "other" | "missing" | "hidden";
  readonly inode: string | null;
  readonly sizeBytes: number | null;
  /** Filesystem type and what is mounted, e.g. "nfs4" and "nas:/vms". */
  readonly fsType: string | null;
  readonly fsSource: string | null;
  readonly deviceId: string | null;
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
};
