/**
 * How a domain moves. live: it goes on running, memory and (if asked) disks are copied meanwhile; offline: it is shut off, its definition moves
 * by `virsh migrate --offline` and its files are copied; cold-copy: it is shut off, definition and files are copied by us, the original may stay (a
 * clone); saved-state: it is suspended to a file, file and disks are copied, it is resumed at the destination.
 */
export type MigrationMode = "live" | "offline" | "cold-copy" | "saved-state";

/** What the server does by itself when the time limit passes (virsh's own timer would die with its client). */
export type TimeoutAction = "suspend" | "abort" | "post-copy";

/** off: pre-copy only; by-hand: allowed, switched by a lever, a rung or the time limit; after-first-pass: switched by the server when the first pass is over. */
export type PostCopyChoice = "off" | "by-hand" | "after-first-pass";

/** none: every disk is on shared storage; full: `--copy-storage-all`; incremental: `--copy-storage-inc`, the backing file is there already. */
export type StorageCopy = "none" | "full" | "incremental";

/** How the source's libvirt connects to the destination's. */
export type HostConnection = "ssh" | "tls" | "tcp";

/** Null figures = QEMU's default. xbzrle and mt are for one channel, zlib and zstd for several (libvirt 9.4). */
export type Compression =
  | { readonly method: "xbzrle"; readonly cacheMiB: number | null }
  | {
      readonly method: "mt";
      readonly level: number | null;
      readonly threads: number | null;
      readonly decompressThreads: number | null;
    }
  | { readonly method: "zlib"; readonly level: number | null }
  | { readonly method: "zstd"; readonly level: number | null };

/** What can be done to a migration while it runs. MiB/s null = unlimited. */
export type LeverAction =
  | { readonly kind: "max-downtime"; readonly ms: number }
  | { readonly kind: "bandwidth"; readonly mibPerSec: number | null }
  | { readonly kind: "post-copy-bandwidth"; readonly mibPerSec: number | null }
  /** Lets QEMU slow the guest; only in a migration that was started with auto-converge armed (a ladder does it). */
  | { readonly kind: "auto-converge" }
  | { readonly kind: "post-copy" }
  /** Pauses the guest on the source, so that nothing gets dirty any more. */
  | { readonly kind: "suspend" }
  /** Takes up a broken post-copy (`--postcopy-resume`). */
  | { readonly kind: "recover" }
  | { readonly kind: "abort" };
export type LeverKind = LeverAction["kind"];

/** One rung of a ladder: done when copying has taken this long (seconds of libvirt's own count) and is not over. */
export interface LadderRung {
  readonly afterS: number;
  readonly action: Exclude<LeverAction, { kind: "recover" } | { kind: "post-copy-bandwidth" }>;
}

/** Where a disk's image shall lie at the destination. */
export interface DiskPath {
  /** Guest target, e.g. vda. */
  readonly target: string;
  /** Absolute; below /dev/ it is a block device. */
  readonly path: string;
}

/** What a NIC shall be plugged into at the destination. */
export interface NicSource {
  /** Any case. */
  readonly mac: string;
  readonly type: "bridge" | "network" | "direct";
  /** Bridge, libvirt network, or host device (macvtap), by type. */
  readonly source: string;
}

/** A device that is unplugged before the migration. */
export interface HostDeviceChoice {
  /** `listMovableDevices`' key: hostdev:0000:01:00.0, nic:52:54:00:... */
  readonly key: string;
  /** Its equivalent at the destination (PCI address, vendor:product, mdev UUID; a bridge or a NIC's device name); null = the VM goes on without it. */
  readonly replacement: string | null;
}

/** Everything that an admin may choose. Null or empty = libvirt's default. Ranges are in the contract's inputs. */
export interface MigrationOptions {
  readonly mode: MigrationMode;
  /** Define the domain at the destination and undefine it at the source: always together for a persistent domain. */
  readonly persistent: boolean;
  readonly undefineSource: boolean;
  /** The guest stays paused where it arrives (`--suspend`). */
  readonly suspendAtDestination: boolean;
  /** Another name at the destination (`--dname`). */
  readonly destinationName: string | null;
  /** Cold copy only: the copy becomes a domain of its own. */
  readonly newUuid: boolean;
  readonly newMacs: boolean;

  /** QEMU downtime limit, 1..60000 ms; libvirt `migrate-setmaxdowntime`. */
  readonly maxDowntimeMs: number | null;
  /** MiB/s, 1..1048576; null = unlimited. For file copies, too. */
  readonly bandwidthMiBps: number | null;
  readonly postCopyBandwidthMiBps: number | null;
  readonly autoConverge: boolean;
  /** 1..99 %. */
  readonly autoConvergeInitialPercent: number | null;
  readonly autoConvergeIncrementPercent: number | null;
  /** Seconds of copying after which `timeoutAction` happens, 1..86400. */
  readonly timeoutS: number | null;
  readonly timeoutAction: TimeoutAction;
  readonly ladder: readonly LadderRung[];
  readonly postCopy: PostCopyChoice;

  readonly storageCopy: StorageCopy;
  /** Targets of the disks to copy (vda ...); every other writable disk must be proven shared. */
  readonly copiedDisks: readonly string[];
  /** `--copy-storage-synchronous-writes` (libvirt 8.0). */
  readonly synchronousWrites: boolean;
  readonly diskPaths: readonly DiskPath[];
  readonly nicSources: readonly NicSource[];
  readonly graphicsListen: string | null;

  readonly tls: boolean;
  /** The name that the destination's certificate must have, where it is not the address used. */
  readonly tlsDestination: string | null;
  /** Null = one channel. */
  readonly parallelConnections: number | null;
  readonly zeroCopy: boolean;
  readonly compression: Compression | null;

  readonly connection: HostConnection;
  readonly tunnelled: boolean;
  /** Another address of the destination for the data (`--migrateuri tcp://ADDRESS[:PORT]`). */
  readonly migrateAddress: string | null;
  readonly migratePort: number | null;
  /** Address of the destination to listen on. */
  readonly listenAddress: string | null;
  readonly disksPort: number | null;
  /** Path of a UNIX socket for the disks, on a path that both hosts share (`--disks-uri unix://`). */
  readonly disksSocket: string | null;

  /** Host CPUs for QEMU's migration threads while it runs (libvirt cpuset, `virsh emulatorpin`); put back after. */
  readonly emulatorCpus: string | null;
  readonly hostDevices: readonly HostDeviceChoice[];
}

/** What a policy may fix: choices that do not depend on one VM or host. */
export type PolicyOptions = Pick<
  MigrationOptions,
  | "maxDowntimeMs"
  | "bandwidthMiBps"
  | "postCopyBandwidthMiBps"
  | "autoConverge"
  | "autoConvergeInitialPercent"
  | "autoConvergeIncrementPercent"
  | "timeoutS"
  | "timeoutAction"
  | "ladder"
  | "postCopy"
  | "tls"
  | "parallelConnections"
  | "compression"
>;

/** A named set of choices, for one VM or for all. */
export interface MigrationPolicy {
  readonly id: string;
  readonly name: string;
  readonly options: PolicyOptions;
  /** Null = offered for every VM; else the VM whose wizard begins with it. */
  readonly domainUuid: string | null;
  readonly createdBy: string;
  readonly updatedAtMs: number;
}
