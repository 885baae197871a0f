import type { HostProblem, HostRegistration } from "../../lib/core/model/host.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import type { CommandResult } from "../ssh/command-result.ts";

export interface RunOptions {
  /** Deadline in ms after which the command is given up (and its channel replaced). */
  readonly timeoutMs: number;
  /** Written to stdin, which is then closed. */
  readonly stdin?: string;
  /** Bound on each of stdout and stderr, bytes; default 4 MiB. */
  readonly maxOutputBytes?: number;
}

/** One line of `virsh event --all --loop --timestamp`, parsed; `detail` holds what follows the domain. */
export interface LibvirtEvent {
  readonly atMs: number;
  /** e.g. lifecycle, migration-iteration, job-completed, block-job. */
  readonly kind: string;
  /** Null where libvirt's line names none (job-completed statistics). */
  readonly domainUuid: DomainUuid | null;
  readonly detail: string;
  /** The line(s) as libvirt printed them. */
  readonly text: string;
}

export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "up"; readonly roundTripMs: number | null }
  | { readonly kind: "down"; readonly problem: HostProblem; readonly retryAtMs: number | null };

/**
 * The held connection to one host: an event channel, a persistent virsh, and short execs, all behind this interface. Nothing here
 * throws for what a host does: results and states say it. Programming errors (bad UUID, NUL in an argument) throw.
 */
export interface HostLink {
  readonly hostId: HostId;
  readonly registration: HostRegistration;
  state(): LinkState;
  /** Runs `argv` by a short exec (quoted once, LC_ALL=C). */
  exec(argv: readonly string[], options: RunOptions): Promise<CommandResult>;
  /** Runs a fixed shell script given on stdin of `sh -s`, with data only as arguments. */
  script(source: string, args: readonly string[], options: RunOptions): Promise<CommandResult>;
  /** Runs one virsh command on the persistent virsh (qemu:///system); falls back to a short exec when there is none. exitCode 0/1. */
  virsh(args: readonly string[], options: RunOptions): Promise<CommandResult>;
  /** Subscribes to libvirt's events; returns the unsubscriber. */
  onEvent(listener: (event: LibvirtEvent) => void): () => void;
  onState(listener: (state: LinkState) => void): () => void;
  /** Connect now instead of at the next back-off step. */
  retryNow(): void;
}

/** All held connections. */
export interface HostLinks {
  /** Undefined when no such host is registered. */
  get(hostId: HostId): HostLink | undefined;
  /** Starts holding a connection (reconnecting with jittered back-off) until removed. */
  open(registration: HostRegistration): HostLink;
  /** Replaces the registration (after a re-pin) and reconnects. */
  replace(registration: HostRegistration): HostLink;
  close(hostId: HostId): Promise<void>;
  closeAll(): Promise<void>;
}
