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
