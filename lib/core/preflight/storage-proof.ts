import type { StorageOutcome, StorageProof, StorageSide } from "./storage-seen.ts";

/** What the scripts on both hosts saw of one path. */
export interface StorageObservation {
  readonly source: StorageSide;
  /** Size on the source after the destination looked: the guest may have written in between. */
  readonly sourceSizeAfterBytes: number | null;
  readonly destination: StorageSide;
  /** On each host the image lies in the filesystem of the folder that holds it (no single file mounted over the path). */
  readonly sameFilesystemAsFolder: boolean;
  readonly sourceWrote: boolean;
  /** The destination has a folder at that path, whatever is in it. */
  readonly destinationHasFolder: boolean;
  /** The destination read exactly what the source wrote. */
  readonly destinationRead: boolean;
  readonly destinationWrote: boolean;
  readonly destinationReadOnlyMount: boolean;
  readonly sourceRead: boolean;
}

/** Filesystem types that libvirt itself takes for shared (virFileIsSharedFSType, libvirt 9.0), by mount type. */
const NETWORK_FILESYSTEMS =
  /^(nfs4?|cifs|smb3?|ceph|fuse\.ceph|glusterfs|fuse\.glusterfs|gfs2|ocfs2|gpfs|afs|fuse\.quobyte|acfs)$/;

/** True for a filesystem type that libvirt moves a guest on without being told that it is safe. */
export function isNetworkFilesystem(fsType: string | null): boolean {
  return fsType !== null && NETWORK_FILESYSTEMS.test(fsType);
}

/**
 * Whether one path is the same storage on both hosts. The same path, name or content proves nothing; a nonce written by each and read
 * by the other, with the same inode behind the path, does. Block devices have their WWN or serial number instead.
 */
export function proveStorage(seen: StorageObservation): StorageProof {
  return { outcome: outcomeOf(seen), source: seen.source, destination: seen.destination };
}

function outcomeOf(seen: StorageObservation): StorageOutcome {
  const { source, destination } = seen;
  if (source.kind === "missing") return "missing-at-source";
  if (source.kind === "hidden" || destination.kind === "hidden") return "not-writable";
  if (source.kind === "block" || destination.kind === "block") return blockOutcome(source, destination);
  if (seen.sourceWrote && !seen.destinationRead) return seen.destinationHasFolder ? "not-shared" : "missing-at-destination";
  if (destination.kind === "missing") return "missing-at-destination";
  if (source.inode === null || source.inode !== destination.inode || !seen.sameFilesystemAsFolder) return "other-file";
  if (!seen.sourceWrote) return declaredSame(source, destination) ? "same-by-declaration" : "not-writable";
  if (seen.destinationReadOnlyMount) return "read-only-at-destination";
  if (!seen.destinationWrote) return declaredSame(source, destination) ? "same-by-declaration" : "not-writable";
  if (!seen.sourceRead) return "not-shared";
  return sizesAgree(seen) ? "same-by-nonce" : "size-differs";
}

function blockOutcome(source: StorageSide, destination: StorageSide): StorageOutcome {
  if (destination.kind === "missing") return "missing-at-destination";
  if (source.kind !== destination.kind) return "other-file";
  if (source.deviceId === null || destination.deviceId === null) return "no-device-id";
  const same = source.deviceId === destination.deviceId && source.sizeBytes === destination.sizeBytes;
  return same ? "same-by-device-id" : "not-shared";
}

function declaredSame(source: StorageSide, destination: StorageSide): boolean {
  return (
    isNetworkFilesystem(source.fsType) &&
    source.fsType === destination.fsType &&
    source.fsSource !== null &&
    source.fsSource === destination.fsSource
  );
}

/** A running guest may grow or shrink its image while we look: the destination's size lies between the source's two. */
function sizesAgree({ source, sourceSizeAfterBytes, destination }: StorageObservation): boolean {
  if (source.sizeBytes === null || destination.sizeBytes === null) return false;
  const after = sourceSizeAfterBytes ?? source.sizeBytes;
  const [low, high] = source.sizeBytes <= after ? [source.sizeBytes, after] : [after, source.sizeBytes];
  return destination.sizeBytes >= low && destination.sizeBytes <= high;
}
