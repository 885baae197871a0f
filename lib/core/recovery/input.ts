import type { HostSnapshot } from "../model/host.ts";
import type { DomainUuid, HostId } from "../model/ids.ts";
import type { MigrationRecord } from "../model/migration.ts";
import type { Place } from "../model/recovery.ts";

/** A domain whose whereabouts were asked on every registered host. */
export interface SeenDomain {
  readonly uuid: DomainUuid;
  /** Host text. */
  readonly name: string;
  readonly places: readonly Place[];
}

/** A folder or file that a copy of ours makes beside its target under a passing name. */
export interface FoundFile {
  readonly kind: "part-folder" | "passing-image";
  readonly path: string;
  readonly inode: string;
  readonly bytes: string;
  /** As `stat` prints it, seconds with nine digits after the point; of a folder the newest thing in it. */
  readonly changedAt: string;
}

/** An image that a migration of ours made under its final name, if it is there. */
export interface FoundImage {
  readonly path: string;
  readonly inode: string;
  readonly bytes: string;
  readonly changedAt: string;
}

/** A remote job's folder. */
export interface FoundJob {
  readonly jobId: string;
  readonly state: "starting" | "running" | "ended" | "vanished";
  readonly pid: number | null;
  /** By the host's clock; null = never started. */
  readonly startedAtMs: number | null;
}

/** What a look for leftovers found on one host. */
export interface HostLeftovers {
  readonly hostId: HostId;
  readonly hostName: string;
  /** The host's clock at the look. */
  readonly hostNowMs: number;
  readonly files: readonly FoundFile[];
  readonly images: readonly FoundImage[];
  readonly jobs: readonly FoundJob[];
}

/** All that cases are found from. */
export interface RecoveryInput {
  readonly domains: readonly SeenDomain[];
  readonly snapshots: readonly HostSnapshot[];
  /** Newest first, unfinished ones among them. */
  readonly records: readonly MigrationRecord[];
  readonly leftovers: readonly HostLeftovers[];
}
