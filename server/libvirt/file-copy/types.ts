import type { MigrationAddress } from "../../../lib/core/migration/destination-uri.ts";
import type { CommandResult } from "../../ssh/command-result.ts";

/** One file to copy. Both paths are absolute and name the file itself, not a folder to put it in. */
export interface CopyFile {
  readonly from: string;
  readonly to: string;
  /** Make the folder of `to` (and those above it) where it is missing, with mode and owner of the source's folder. */
  readonly makeFolder?: boolean;
  /** Null or absent: the numbers that the file has at the source. Also of folders that are made. */
  readonly owner?: { readonly uid: number; readonly gid: number } | null;
  /** Octal, as `600`; null or absent: as at the source. */
  readonly mode?: string | null;
}

export interface CopyRequest {
  /** Names the remote job and the part folders; the same id continues the same copy. */
  readonly id: string;
  readonly files: readonly CopyFile[];
  readonly destination: Pick<MigrationAddress, "address" | "port" | "user">;
  readonly bandwidthMiBps: number | null;
}

/** Why a copy did not come to its end. */
export type CopyFailureCode =
  /** Our login at the source is not root and may not become it without a password. */
  | "no-root"
  /** The job's folder cannot be made at the source. */
  | "source-no-room"
  | "source-missing"
  | "source-not-a-file"
  | "source-unreadable"
  /** QEMU holds a lock on it: a VM is running on it. */
  | "source-in-use"
  /** Size, inode or modification time changed while it was being copied. */
  | "source-changed"
  | "ssh-refused"
  | "ssh-denied"
  | "ssh-unresolvable"
  | "ssh-unreachable"
  | "ssh-failed"
  | "host-key-unknown"
  | "host-key-changed"
  /** The login there is not root and may not become it. */
  | "destination-no-root"
  | "exists"
  | "folder-missing"
  | "no-space"
  | "not-writable"
  /** No hard link could be made: that file system has none. */
  | "cannot-place"
  /** An earlier run of this copy still works there and does not end. */
  | "busy"
  | "io-error"
  | "checksum-differs"
  | "connection-lost"
  | "killed"
  | "unexpected";

/** A file that a copy put in place, told apart from any other that comes to stand there. */
export interface CopiedFile {
  readonly to: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly inode: string;
  /** Seconds with nine decimals, as stat prints them. */
  readonly modifiedAt: string;
  /** So many folders were made for it, from the one that holds it upwards. */
  readonly madeFolders: number;
}

export interface CopyFileProgress {
  readonly from: string;
  readonly to: string;
  /** Null until the source has looked. */
  readonly sizeBytes: number | null;
  /** Bytes in the source's data extents: what there is to send. */
  readonly dataBytes: number | null;
  /** Of `dataBytes`, what the destination has confirmed, in this run and before. Long runs of zeros count, though they are not sent. */
  readonly sentBytes: number;
  /** Where this run took up the work of an earlier one: bytes from the file's beginning. */
  readonly resumedAtBytes: number;
  /** While verifying: read again at the destination, of `sizeBytes`. */
  readonly verifiedBytes: number;
  readonly phase: "waiting" | "copying" | "verifying" | "done" | "failed";
  /** Of the whole content, holes being zeros: what sha256sum prints for the file. Each end has read its own. */
  readonly sha256: { readonly source: string | null; readonly destination: string | null } | null;
  readonly placed: CopiedFile | null;
}

export interface CopyFailure {
  readonly code: CopyFailureCode;
  /** The file it happened with; null when it was none in particular. */
  readonly file: number | null;
  /** What the host said, bounded, on one line. */
  readonly words: string;
}

export interface CopyStatus {
  /** vanished: the source rebooted, or the job was killed with all that could have told. */
  readonly state: "running" | "done" | "failed" | "vanished" | "absent";
  readonly files: readonly CopyFileProgress[];
  /** File content that went over the wire in this run. */
  readonly wireBytes: number;
  readonly failure: CopyFailure | null;
}

export interface CopyUnknown {
  readonly kind: "unknown";
  readonly where: "source" | "destination";
  readonly result: CommandResult;
}

export interface CopyRefused {
  readonly kind: "refused";
  readonly code: CopyFailureCode;
  readonly words: string;
}
