import type { FencedHost } from "./fenced-host.ts";
import type { DomainUuid, HostId } from "./ids.ts";
import type { Message } from "./message.ts";
import type { MigrationMode, NicSource, PolicyOptions } from "./options.ts";

/** A storage pool that is to be the same on every chosen host. */
export type PoolSpec = {
  readonly name: string;
  /** Folder (or mount point) on every host: /dev/disk/by-path for iscsi. */
  readonly targetPath: string;
} & (
  | { readonly type: "dir" }
  | { readonly type: "netfs"; readonly sourceHost: string; readonly sourcePath: string }
  | { readonly type: "iscsi"; readonly sourceHost: string; readonly targetIqn: string }
);

/**
 * What the console does on hosts when the admin presses Fix. Each is a strategy of its own: a closed union, so that a new one does not
 * compile until it can be planned, carried out and taken back.
 */
export type FixAction =
  /** The source's root key is let in at the destination, and the source knows the destination by the key that the console pinned. */
  | { readonly kind: "authorise-source-key" }
  /** The source's known_hosts gets the key that the console pinned, in place of any other. */
  | { readonly kind: "trust-host-key" }
  /** At the destination, never over anything that is there. */
  | { readonly kind: "create-folder"; readonly path: string }
  | {
      readonly kind: "create-image";
      readonly path: string;
      readonly format: "qcow2" | "raw";
      readonly virtualSizeBytes: number;
    }
  /** The destination's firewall lets the source in on libvirt's migration ports. */
  | { readonly kind: "open-data-ports" }
  /** At the destination. `tls` also the socket of port 16514. */
  | { readonly kind: "start-libvirt"; readonly listen: "local" | "tls" }
  /** At the source, from the running VM and from its definition. */
  | { readonly kind: "eject-media"; readonly target: string }
  /** Certificates of the console's own authority on every chosen host. */
  | { readonly kind: "install-certificates" }
  /** At the destination: a pool or network that is defined there already. */
  | { readonly kind: "start-pool"; readonly name: string }
  | { readonly kind: "start-network"; readonly name: string }
  /** At the destination: vm.unprivileged_userfaultfd=1, until the next boot. */
  | { readonly kind: "allow-userfaultfd" }
  /** On every chosen host. */
  | { readonly kind: "set-up-pool"; readonly pool: PoolSpec }
  | RecoveryAction;
export type FixKind = FixAction["kind"];

/** Ways out of what a migration left, each on one host. `fenced`: hosts that do not answer and that somebody declared to be off. */
export type RecoveryAction =
  /** One of two that run. */
  | { readonly kind: "pause-copy" }
  | { readonly kind: "resume-copy"; readonly fenced: readonly FencedHost[] }
  | { readonly kind: "destroy-copy"; readonly fenced: readonly FencedHost[] }
  /** A definition that is shut off, never its disks. */
  | { readonly kind: "undefine-copy" }
  | { readonly kind: "start-vm"; readonly fenced: readonly FencedHost[] }
  /** What it was when it was found: inode, bytes, time of the last change as `stat` prints it. */
  | {
      readonly kind: "remove-half-made";
      readonly path: string;
      readonly inode: string;
      readonly bytes: string;
      readonly changedAt: string;
    }
  | { readonly kind: "remove-part-folder"; readonly path: string; readonly inode: string; readonly changedAt: string }
  | { readonly kind: "remove-job"; readonly jobId: string };

/** What is to be done, and where: [source, destination] for all but set-up-pool and install-certificates, which take any number of hosts, and the ways out of a recovery, which take one. */
export interface FixRequest {
  readonly action: FixAction;
  readonly domainUuid: DomainUuid | null;
  readonly hostIds: readonly HostId[];
}

/** One command of a fix. */
export interface FixStep {
  readonly hostId: HostId;
  readonly hostName: string;
  readonly does: Message;
  readonly argv: readonly string[];
  /** The command that takes it back; null = nothing to take back, or not possible (`FixPreview.undo` says which). */
  readonly undo: readonly string[] | null;
}

export interface FixStepResult extends FixStep {
  /** unknown: the connection went while it ran. */
  readonly state: "waiting" | "done" | "failed" | "unknown" | "undone" | "undo-failed";
  readonly exitCode: number | null;
  /** Host text. */
  readonly output: string;
}

/** What would run, worked out by looking at the hosts now. */
export interface FixPreview {
  readonly steps: readonly FixStep[];
  /** What changes for whom, and what does not come back by undoing it. */
  readonly consequences: readonly Message[];
  readonly undo: "possible" | "partly" | "impossible";
  /** Names these very steps: `apply` refuses when the hosts have changed since. */
  readonly digest: string;
}

/** One press of Fix, kept for ever. */
export interface FixRecord {
  readonly id: string;
  readonly revision: number;
  readonly atMs: number;
  readonly by: string;
  readonly request: FixRequest;
  readonly domainName: string | null;
  readonly steps: readonly FixStepResult[];
  readonly state: "running" | "applied" | "failed" | "undone" | "undo-failed";
  readonly undo: FixPreview["undo"];
  readonly undoneAtMs: number | null;
  readonly undoneBy: string | null;
}

/** A choice of the wizard that takes a finding away: nothing runs on a host for it. */
export type FixChoice = { readonly label: Message } & (
  | { readonly kind: "nic-source"; readonly nic: NicSource }
  | { readonly kind: "copy-disks"; readonly targets: readonly string[]; readonly how: "full" | "incremental" }
  | { readonly kind: "leave-disks"; readonly targets: readonly string[] }
  | { readonly kind: "graphics-listen"; readonly address: string }
  | { readonly kind: "mode"; readonly mode: MigrationMode }
  | { readonly kind: "options"; readonly options: Partial<PolicyOptions> }
);
