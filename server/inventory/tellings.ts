import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";

/** What the process that reads a host says of it to the others. */
export interface HostTelling {
  /** The process that read it. */
  readonly by: string;
  readonly snapshot: HostSnapshot;
  /** Tokens of the readings elsewhere after which this was read. */
  readonly answers: readonly string[];
}

/** A process read a host for itself, because somebody needed the truth at once. */
export interface HostReadHere {
  readonly token: string;
  readonly hostId: HostId;
  /** Null: everything. */
  readonly domainUuid: DomainUuid | null;
}

/** What a nonce file has shown of a path on two hosts; null = no longer proven. */
export interface SharingNote {
  readonly hostId: HostId;
  readonly path: string;
  /** Null together with `shared`. */
  readonly otherHostId: HostId | null;
  readonly shared: boolean | null;
  readonly reason: string;
}
