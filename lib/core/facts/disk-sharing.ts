import type { DiskSharing } from "../model/domain.ts";
import type { DiskDefinition } from "./domain-disks.ts";
import type { Filesystem } from "./filesystem.ts";

/** What is held about one disk's storage, and why. The reason is technical text: a filesystem type, a protocol, hosts. */
export interface SharingVerdict {
  readonly sharing: DiskSharing;
  readonly reason: string;
}

/** Kernel filesystem types that libvirt itself takes for shared (virFileIsSharedFSType), and network filesystems beside them. */
const NETWORK_FILESYSTEMS = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "smbfs",
  "afs",
  "ocfs2",
  "gfs",
  "gfs2",
  "ceph",
  "fuse.ceph",
  "fuse.glusterfs",
  "glusterfs",
  "gpfs",
  "lustre",
  "beegfs",
  "fuse.moosefs",
  "fuse.juicefs",
  "fuse.quobyte",
  "acfs",
  "pvfs2",
  "9p",
  "virtiofs",
]);

/** Filesystems that one host alone may have mounted. */
const LOCAL_FILESYSTEMS = new Set([
  "ext2",
  "ext3",
  "ext4",
  "xfs",
  "btrfs",
  "zfs",
  "f2fs",
  "jfs",
  "reiserfs",
  "bcachefs",
  "tmpfs",
  "ramfs",
  "overlay",
  "squashfs",
  "iso9660",
  "vfat",
  "ntfs3",
]);

/** Network disks live outside of both hosts. */
const NETWORK_PROTOCOLS = /^(rbd|iscsi|gluster|sheepdog|nbd|nfs|vxhs|https?|ftps?|ssh):/;

/**
 * What a disk's definition and its folder's filesystem say about sharing, before anything was proven. A type alone never proves that
 * another host sees the same folder, but a local type on its own mount shows that none does. A mounted subfolder stays unknown: behind it
 * may be anything, and only a nonce file tells.
 */
export function sharingByFilesystem(
  disk: Pick<DiskDefinition, "source" | "type">,
  filesystem: Filesystem | null,
): SharingVerdict {
  if (disk.source === null) return { sharing: "unknown", reason: "no medium" };
  if (disk.type === "network" || NETWORK_PROTOCOLS.test(disk.source)) {
    return { sharing: "shared", reason: disk.source.split(":", 1)[0] ?? "network" };
  }
  if (disk.type !== "file" && disk.type !== "dir") return { sharing: "unknown", reason: disk.type };
  if (filesystem === null) return { sharing: "unknown", reason: "filesystem not readable" };
  if (NETWORK_FILESYSTEMS.has(filesystem.type)) return { sharing: "shared", reason: filesystem.type };
  if (filesystem.boundSubfolder && filesystem.type !== "btrfs")
    return { sharing: "unknown", reason: `${filesystem.type}, bind mount` };
  if (LOCAL_FILESYSTEMS.has(filesystem.type)) return { sharing: "local", reason: filesystem.type };
  return { sharing: "unknown", reason: filesystem.type };
}

/** One proof by preflight: was a nonce file in this folder seen from the other host? */
export interface SharingProof {
  readonly otherHostName: string;
  readonly shared: boolean;
  readonly reason: string;
}

/**
 * The verdict after proofs. One host that sees the same storage makes it shared. Proofs that others do not see it make it local only when
 * they cover every other host that we know.
 */
export function sharingWithProofs(
  byFilesystem: SharingVerdict,
  proofs: readonly SharingProof[],
  otherHosts: number,
): SharingVerdict {
  const shared = proofs.filter((proof) => proof.shared).map((proof) => proof.otherHostName);
  if (shared.length > 0) return { sharing: "shared", reason: `proven with ${shared.join(", ")}` };
  const apart = proofs.map((proof) => proof.otherHostName);
  if (apart.length === 0) return byFilesystem;
  const reason = `${byFilesystem.reason}; not shared with ${apart.join(", ")}`;
  return byFilesystem.sharing === "unknown" && apart.length >= otherHosts
    ? { sharing: "local", reason }
    : { sharing: byFilesystem.sharing, reason };
}
