import type { DomainState } from "./domain.ts";
import type { FixAction } from "./fix.ts";
import type { DomainUuid, HostId, MigrationId } from "./ids.ts";
import type { Message } from "./message.ts";

/** What libvirt is doing to a domain: nothing, a migration out or in, something else, or too busy to tell (the job holds the domain's lock). */
export type PlaceJob = "none" | "outgoing" | "incoming" | "other" | "busy";

/** What one registered host says about one domain, read on purpose just now; with `reachable` false all else says nothing. */
export interface Place {
  readonly hostId: HostId;
  readonly hostName: string;
  readonly reachable: boolean;
  /** Host text: why it did not answer. */
  readonly detail: string | null;
  readonly present: boolean;
  readonly state: DomainState | null;
  readonly reason: string | null;
  readonly persistent: boolean | null;
  readonly job: PlaceJob;
  /** Processes of this host that are a QEMU of this UUID, whatever libvirt says. */
  readonly qemuPids: readonly number[];
  /** QEMU's own word for a guest that does not run: inmigrate (its memory never came in full), postmigrate (all of it was sent away), paused ...; null = not asked or no answer. */
  readonly runState: string | null;
  /** By the server's clock. */
  readonly readAtMs: number;
}

export type RecoveryKind =
  /** Runs on two hosts. */
  | "split-brain"
  /** Not running anywhere, paused on two hosts or more. */
  | "paused-twice"
  | "paused-beside-running"
  /** Stopped by a migration that is gone, complete, on one host. */
  | "stopped-midway"
  /** The destination's half of a migration that is gone: its memory never came in full. */
  | "half-arrived"
  | "post-copy-failed"
  | "post-copy-lost"
  | "leftover-definition"
  | "duplicate-definitions"
  /** Shut off on one host, though its last migration did not end plainly. */
  | "vm-down"
  | "vm-lost"
  /** A host that may have it does not answer. */
  | "unknown"
  /** A QEMU process that libvirt knows nothing of. */
  | "stray-qemu"
  | "disk-twice"
  | "same-name"
  | "foreign-job"
  | "half-made-image"
  | "part-folder"
  | "dead-job"
  | "running-job";

/** watch: only said, nothing is to be done. */
export type RecoverySeverity = "critical" | "warn" | "tidy" | "watch";

/** One way out of a case. */
export interface RecoveryWay {
  /** What pressing it asks for; null = only a command to read, or a place to go. */
  readonly action: FixAction | null;
  /** Where it is done. */
  readonly hostId: HostId;
  readonly hostName: string;
  /** Why it is right here, or what it is for when there is no action. */
  readonly why: Message;
  /** Hosts that do not answer: their names must be typed before it. */
  readonly fence: readonly { readonly hostId: HostId; readonly hostName: string }[];
  /** Why it is not to be had now. */
  readonly refused: Message | null;
  readonly commands: readonly { readonly hostName: string; readonly argv: readonly string[] }[];
}

/** Something that is not as it should be, on whatever host and whoever caused it. */
export interface RecoveryCase {
  /** The same for the same thing as long as it lasts. */
  readonly id: string;
  readonly kind: RecoveryKind;
  readonly severity: RecoverySeverity;
  readonly domainUuid: DomainUuid | null;
  readonly domainName: string | null;
  /** The migration that it comes from, as far as we know. */
  readonly migrationId: MigrationId | null;
  /** For its words: host names, paths. Host text. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Hosts where it was found, and those that matter to it. */
  readonly places: readonly Place[];
  readonly ways: readonly RecoveryWay[];
}

/** What was found, and how far the look went. */
export interface RecoveryView {
  readonly atMs: number;
  /** When leftovers (folders, files, processes) were last looked for; null = never yet. */
  readonly scannedAtMs: number | null;
  readonly hosts: readonly {
    readonly hostId: HostId;
    readonly hostName: string;
    readonly reachable: boolean;
    /** Why leftovers could not be looked for; null = they were. Host text. */
    readonly scanProblem: string | null;
  }[];
  readonly cases: readonly RecoveryCase[];
}
